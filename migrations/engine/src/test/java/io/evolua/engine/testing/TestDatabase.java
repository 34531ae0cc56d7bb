package io.evolua.engine.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of its own on a real PostgreSQL server that all tests of one JVM share. Closing it drops the
 * database, also with connections left open.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase create() {
        TestDatabase database = new TestDatabase("test_" + COUNTER.incrementAndGet());
        onServer("create database " + database.name);
        return database;
    }

    /** {@code jdbc:postgresql://localhost:…}, user and password included. */
    public String jdbcUrl() {
        return Server.INSTANCE.getJdbcUrl("postgres", name);
    }

    /** The same as {@code postgresql://postgres@localhost:port/name}. */
    public String url() {
        return "postgresql://postgres@localhost:" + port() + "/" + name;
    }

    public int port() {
        return Server.INSTANCE.getPort();
    }

    public String name() {
        return name;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** Runs SQL (several statements are fine) on a connection of its own. */
    public TestDatabase run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException e) {
            throw new AssertionError("in " + name + ": " + sql, e);
        }
    }

    @Override
    public void close() {
        onServer("drop database if exists " + name + " with (force)");
    }

    /**
     * Stops the server and starts it again, for all databases.
     *
     * @param mode what {@code pg_ctl} knows: {@code fast} ends all sessions, {@code immediate} is as a power cut
     */
    public static void restartServer(String mode) {
        try {
            Path data = Server.dataDirectory();
            long postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
            Path control = Path.of(ProcessHandle.of(postmaster)
                            .flatMap(process -> process.info().command())
                            .orElseThrow())
                    .resolveSibling("pg_ctl");
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                // PostgreSQL does not run as root, also not as one that it was started by.
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(
                    control.toString(), "restart", "-w", "-s", "-m", mode, "-D", data.toString(), "-l", data + "/log"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void onServer(String sql) {
        try (Connection connection = DriverManager.getConnection(Server.INSTANCE.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        // Turned off otherwise: what was committed last would be lost where the server is said to
                        // crash.
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                if (Boolean.getBoolean("evolua.test.halted")) {
                    stopAfterThisProcess(server);
                }
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static Path dataDirectory() {
            try (Connection connection = DriverManager.getConnection(INSTANCE.getJdbcUrl("postgres", "postgres"));
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show data_directory")) {
                row.next();
                return Path.of(row.getString(1));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        /** Mutation testing halts its processes, so that no hook runs. */
        private static void stopAfterThisProcess(EmbeddedPostgres server) throws IOException, SQLException {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show data_directory")) {
                row.next();
                String wait =
                        "while kill -0 $0; do sleep 1; done; kill -INT $(head -n 1 $1/postmaster.pid); sleep 3; rm -rf $1";
                new ProcessBuilder(
                                "sh",
                                "-c",
                                wait,
                                String.valueOf(ProcessHandle.current().pid()),
                                row.getString(1))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
        }
    }
}
