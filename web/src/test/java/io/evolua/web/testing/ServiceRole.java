package io.evolua.web.testing;

import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The role that the server under test connects as, made by the script that makes it in production. */
public final class ServiceRole {

    static final String NAME = "evolua_service";
    static final String PASSWORD = "change-me-2";

    private ServiceRole() {}

    /** Runs the script as the owner of the database. */
    public static void grant(TestDatabase database) throws IOException {
        String script = Files.readString(Path.of("..", "docker", "service-role.sql"));
        database.run("set evolua.service_role = '" + NAME + "'; set evolua.service_password = '" + PASSWORD + "'; "
                + script);
    }

    /** The setting {@code DATABASE_URL} of a server that connects as this role. */
    public static String databaseUrl(TestDatabase database) {
        // By its address: a data source that falls back to its default, localhost, would go unnoticed otherwise.
        return "postgresql://" + NAME + ":" + PASSWORD + "@127.0.0.1:" + database.port() + "/" + database.name();
    }

    /** A connection as this role. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), NAME, PASSWORD);
    }

    /** Runs SQL as this role. */
    public static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url() {
        return Server.database().jdbcUrl().replaceFirst("\\?.*", "");
    }
}
