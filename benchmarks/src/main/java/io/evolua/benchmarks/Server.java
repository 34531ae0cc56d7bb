package io.evolua.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of its own with its default settings, whose CPU time can be told. */
public final class Server implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final ServerCpu cpu;

    private Server(EmbeddedPostgres postgres, ServerCpu cpu) {
        this.postgres = postgres;
        this.cpu = cpu;
    }

    public static Server start(Path data) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .start();
        return new Server(postgres, ServerCpu.of(data));
    }

    /** The CPU time of the server and of the programs that ended. */
    double cpuSeconds() throws IOException {
        return ChildCpu.seconds() + cpu.seconds();
    }

    /** The CPU time of the server alone. */
    public double postgresCpuSeconds() throws IOException {
        return cpu.seconds();
    }

    /** Runs statements in a database, each in a transaction of its own. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of a query's rows. */
    public List<String> texts(String database, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Creates a database and returns its URL. */
    public String create(String database) throws SQLException {
        execute("postgres", "create database " + database);
        return url(database);
    }

    public String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?user=postgres";
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
