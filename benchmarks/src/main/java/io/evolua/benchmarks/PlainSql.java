package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The least it can cost to run scripts in many schemas: one connection, a transaction for each script, no history. */
public final class PlainSql {

    private PlainSql() {}

    /** Takes a JDBC URL, a folder of scripts and the number of schemas. */
    public static void main(String... args) throws IOException, SQLException {
        List<String> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(args[1]))) {
            for (Path file : files.sorted().toList()) {
                scripts.add(Files.readString(file));
            }
        }
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                for (String script : scripts) {
                    statement.execute("set local search_path = tenant_" + i);
                    statement.execute(script);
                    connection.commit();
                }
            }
        }
    }
}
