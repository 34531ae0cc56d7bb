package io.evolua.engine.database;

import io.evolua.engine.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens connections. Every reason why one cannot be had is a sentence that says what to do next. */
public final class Database {

    private static final String CONNECT_SECONDS = "10";
    private static final String LOGIN_SECONDS = "20";

    private Database() {}

    /**
     * Connects, in at most 20 seconds, as the application {@code evolua} unless the URL says otherwise.
     *
     * @throws RefusedException if there is no connection to be had
     */
    public static Connection connect(DatabaseUrl url) {
        try {
            Connection connection = new Driver().connect(url.jdbcUrl(), properties(url));
            if (connection == null) {
                throw new IllegalStateException("pgjdbc does not accept " + url.jdbcUrl());
            }
            return connection;
        } catch (SQLException e) {
            throw new RefusedException(ConnectFailure.explain(url, e), e);
        }
    }

    private static Properties properties(DatabaseUrl url) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "evolua");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        // The names and settings of a first SET are sent with the start-up packet instead of a round trip later.
        properties.setProperty("assumeMinServerVersion", "12");
        properties.putAll(url.parameters());
        properties.setProperty("user", url.user());
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        return properties;
    }
}
