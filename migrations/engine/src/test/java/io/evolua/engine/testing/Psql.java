package io.evolua.engine.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a file as {@code psql -f} does: with psql itself where it is installed, and otherwise as one script, without the
 * backslash commands, one of which makes psql stop at the first error as JDBC does anyway.
 */
public final class Psql {

    private static final Optional<Path> PROGRAM = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "psql"))
            .filter(Files::isExecutable)
            .findFirst();

    private Psql() {}

    /** How it ended: empty if all went well, otherwise the server's message. */
    public static String run(TestDatabase database, String sql) throws IOException, SQLException, InterruptedException {
        return PROGRAM.isPresent() ? withPsql(PROGRAM.get(), database, sql) : withJdbc(database, sql);
    }

    private static String withPsql(Path psql, TestDatabase database, String sql)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("evolua", ".sql");
        Path output = Files.createTempFile("evolua", ".out");
        try {
            Files.writeString(file, sql);
            Process process = new ProcessBuilder(
                            List.of(psql.toString(), "-X", "-q", "-f", file.toString(), database.url()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("psql did not finish");
            }
            String said = Files.readString(output, StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? "" : said;
        } finally {
            Files.delete(file);
            Files.delete(output);
        }
    }

    /** Statement by statement, since a simple query of several would be one transaction. */
    private static String withJdbc(TestDatabase database, String sql) throws SQLException {
        StringBuilder statement = new StringBuilder();
        String quote = "";
        try (Connection connection = database.connect();
                Statement run = connection.createStatement()) {
            run.setEscapeProcessing(false);
            for (String line : sql.lines().toList()) {
                if (line.startsWith("\\")) {
                    continue;
                }
                statement.append(line).append('\n');
                if (quote.isEmpty() && line.startsWith("do $evolua")) {
                    quote = line.substring(3);
                } else if (!quote.isEmpty() && line.startsWith(quote)) {
                    quote = "";
                }
                if (quote.isEmpty() && line.endsWith(";")) {
                    run.execute(statement.toString());
                    statement.setLength(0);
                }
            }
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
