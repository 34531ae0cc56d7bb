package io.evolua.web.testing;

import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server that a test class has, and its database. */
public final class Server {

    private static final int TAIL = 80;

    private static @Nullable TestDatabase database;
    private static @Nullable Path log;
    private static int port;

    private Server() {}

    /**
     * A migrated database, a free port on loopback and a log file, all told to {@code arquillian.xml} by system
     * properties.
     */
    static void prepare(String name) throws IOException {
        TestDatabase fresh = TestDatabase.create();
        TestSchema.upgrade(fresh);
        Path file = Path.of("target", "payara-" + name + ".log").toAbsolutePath();
        Files.deleteIfExists(file);
        database = fresh;
        log = file;
        port = freePort();
        // By its address: a data source that falls back to its default, localhost, would go unnoticed otherwise.
        System.setProperty("evolua.test.database-url", fresh.url().replace("localhost", "127.0.0.1"));
        System.setProperty("evolua.test.port", Integer.toString(port));
        System.setProperty("evolua.test.log", file.toString());
    }

    static void discard(boolean failed) throws IOException {
        if (failed) {
            printLog();
        }
        if (database != null) {
            database.close();
        }
    }

    /** The database of the server that runs. */
    public static TestDatabase database() {
        if (database == null) {
            throw new IllegalStateException("no server was prepared");
        }
        return database;
    }

    /** A client of the server that runs. */
    public static Client client() {
        return new Client("http://127.0.0.1:" + port);
    }

    /** Runs SQL outside the server's own database, on the same PostgreSQL. */
    public static void onServer(String sql) {
        String url = database().jdbcUrl().replace("/" + database().name(), "/postgres");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void printLog() throws IOException {
        if (log == null || !Files.exists(log)) {
            System.err.println("The server wrote no log.");
            return;
        }
        List<String> lines = Files.readAllLines(log);
        System.err.println("---- the end of " + log);
        lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).forEach(System.err::println);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
