package io.evolua.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to the database that the setting {@code DATABASE_URL} names (see {@link DatabaseUrl}). The container makes
 * one by its no-argument constructor and pools what it gives.
 *
 * <p>Timeouts are there from the start, because a host that vanishes without a word would otherwise hold a request for
 * as long as TCP tries: 10 seconds to connect, 20 for an answer; keep-alive packets. Whoever needs others says so in
 * the URL ({@code ?connectTimeout=30&socketTimeout=60}).
 */
public class EvoluaDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** The setting that says where the database is. */
    public static final String SETTING = "DATABASE_URL";

    /**
     * For the container.
     *
     * @throws IllegalStateException when {@code DATABASE_URL} is missing or cannot be read
     */
    public EvoluaDataSource() {
        this(configured());
    }

    /** @throws IllegalStateException when the URL has a parameter that pgjdbc does not know */
    @SuppressWarnings("this-escape") // the driver's class wants its setters called; all of them are its own
    EvoluaDataSource(DatabaseUrl url) {
        setServerNames(url.servers().stream().map(DatabaseUrl.Server::host).toArray(String[]::new));
        setPortNumbers(url.servers().stream().mapToInt(DatabaseUrl.Server::port).toArray());
        setDatabaseName(url.database());
        url.user().ifPresent(this::setUser);
        url.password().ifPresent(this::setPassword);
        setApplicationName("evolua");
        setConnectTimeout(10);
        setLoginTimeout(10);
        setSocketTimeout(20);
        setTcpKeepAlive(true);
        // Strings go out without a type: PostgreSQL then takes them for values of its enum types, too.
        setStringType("unspecified");
        for (Map.Entry<String, String> parameter : url.parameters().entrySet()) {
            try {
                setProperty(parameter.getKey(), parameter.getValue());
            } catch (SQLException e) {
                throw new IllegalStateException(
                        SETTING + ": pgjdbc does not take the parameter “" + parameter.getKey() + "” as it is written",
                        e);
            }
        }
    }

    /**
     * A data source for one question with a quick answer: every step gives up after the given time. Not for a pool.
     *
     * @throws IllegalStateException when {@code DATABASE_URL} is missing or cannot be read
     */
    public static EvoluaDataSource impatient(int seconds) {
        EvoluaDataSource source = new EvoluaDataSource();
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(seconds);
        return source;
    }

    /**
     * Ignored: the hosts are the URL's. The container calls this with the default of {@code @DataSourceDefinition}, which
     * is {@code localhost}, whatever the constructor found.
     */
    @Override
    @Deprecated
    public void setServerName(String serverName) {
        // see above
    }

    /**
     * As the URL says who, when nobody is named: GlassFish asks with the defaults of {@code @DataSourceDefinition}, which are
     * empty.
     */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return user == null || user.isEmpty()
                ? super.getConnection(getUser(), getPassword())
                : super.getConnection(user, password);
    }

    /** Ignored when it is empty, for the same reason. */
    @Override
    public void setUser(@Nullable String user) {
        if (user != null && !user.isEmpty()) {
            super.setUser(user);
        }
    }

    /** Ignored when it is empty, for the same reason. */
    @Override
    public void setPassword(@Nullable String password) {
        if (password != null && !password.isEmpty()) {
            super.setPassword(password);
        }
    }

    /**
     * Where the database is, by the setting.
     *
     * @throws IllegalStateException when {@code DATABASE_URL} is missing or cannot be read
     */
    public static DatabaseUrl configured() {
        Optional<String> text = ServerSettings.find(SETTING);
        if (text.isEmpty()) {
            throw new IllegalStateException(SETTING
                    + " is not set: the service does not know its database. Expected postgresql://user:password@host:port/database,"
                    + " as an environment variable or a system property");
        }
        try {
            return DatabaseUrl.parse(text.get());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(SETTING + " is " + e.getMessage(), e);
        }
    }
}
