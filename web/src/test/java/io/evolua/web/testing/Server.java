package io.evolua.web.testing;

import io.evolua.contract.client.Client;
import io.evolua.contract.client.Service;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server that a test class has, and its database. */
public final class Server {

    private static final int TAIL = 80;

    /** Payara adds a number to the names of log files. */
    private static final Path LOG = Path.of("target", "payara.log");

    /** What the server under test signs tokens with. */
    public static final String SECRET_KEY = "n0t-a-secret/0123456789/ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static @Nullable TestDatabase database;

    private Server() {}

    /**
     * A migrated database, a free port on loopback and a log file, all told to {@code arquillian.xml} by system
     * properties. Arquillian reads them once in a JVM, so that all test classes have the same, one after the other.
     */
    public static void prepare() throws IOException {
        if (database != null) {
            return;
        }
        TestDatabase fresh = TestDatabase.create();
        TestSchema.upgrade(fresh);
        ServiceRole.grant(fresh);
        database = fresh;
        int port = freePort();
        System.setProperty("evolua.test.database-url", ServiceRole.databaseUrl(fresh));
        System.setProperty("evolua.test.port", Integer.toString(port));
        System.setProperty("evolua.test.secret-key", SECRET_KEY);
        System.setProperty(Service.PROPERTY, "http://127.0.0.1:" + port);
        System.setProperty("evolua.test.preboot", preBootCommands().toString());
        System.setProperty("evolua.test.log", LOG.toAbsolutePath().toString());
    }

    /** The settings that every server of the project has, and an address that nobody else reaches. */
    private static Path preBootCommands() throws IOException {
        String everywhere = Files.readString(Path.of("..", "docker", "preboot.asadmin"));
        Path file = Path.of("target", "preboot.asadmin").toAbsolutePath();
        return Files.writeString(
                file,
                everywhere
                        + "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                        + ".address=127.0.0.1\n");
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
        return Service.current().client();
    }

    /** The first row of an answer of the server's database, each value as its text. */
    public static List<String> row(String sql) {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + sql);
            }
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(String.valueOf(rows.getString(i)));
            }
            return row;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
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

    /** Prints the end of the server's log. */
    static void printLog() throws IOException {
        Path file = Path.of(LOG + ".0");
        if (!Files.exists(file)) {
            System.err.println("The server wrote no log.");
            return;
        }
        List<String> lines = Files.readAllLines(file);
        System.err.println("---- the end of " + file);
        lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).forEach(System.err::println);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
