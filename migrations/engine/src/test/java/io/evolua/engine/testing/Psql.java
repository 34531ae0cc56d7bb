package io.evolua.engine.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a file as {@code psql -f} does: with psql itself where it is installed, and otherwise with what of its language the
 * scripts use.
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

    private static String withJdbc(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement run = connection.createStatement()) {
            run.setEscapeProcessing(false);
            new Lines(run).read(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Statement by statement, since a simple query of several would be one transaction; with as much of psql's own language as
     * the scripts use: a backslash command at the beginning of a line, or {@code \\gset} and {@code \\gexec} at its end.
     */
    private static final class Lines {

        private final Statement run;
        private final Map<String, String> variables = new TreeMap<>(Comparator.reverseOrder());
        private final Deque<Boolean> conditions = new ArrayDeque<>();
        private final StringBuilder statement = new StringBuilder();
        private String quote = "";

        Lines(Statement run) {
            this.run = run;
        }

        void read(String sql) throws SQLException {
            for (String line : sql.lines().toList()) {
                if (quote.isEmpty() && line.startsWith("\\")) {
                    command(line);
                } else if (!conditions.contains(false)) {
                    text(line);
                }
            }
        }

        private void command(String line) {
            String[] words = replaced(line).split(" ", 3);
            switch (words[0]) {
                case "\\if" -> conditions.push(words[1].equals("t") || words[1].equals("true"));
                case "\\else" -> conditions.push(!conditions.pop());
                case "\\endif" -> conditions.pop();
                default -> {
                    if (!conditions.contains(false)) {
                        variables.put(words[1], words[2]);
                    }
                }
            }
        }

        private String replaced(String text) {
            String result = text;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                result = result.replace(":'" + variable.getKey() + "'", "'" + variable.getValue() + "'")
                        .replace(":" + variable.getKey(), variable.getValue());
            }
            return result;
        }

        private void text(String line) throws SQLException {
            if (quote.isEmpty() && line.startsWith("do $evolua")) {
                quote = line.substring(3);
            } else if (!quote.isEmpty() && line.startsWith(quote)) {
                quote = "";
            }
            statement.append(line).append('\n');
            if (quote.isEmpty() && line.endsWith(";")) {
                run.execute(taken());
            } else if (line.endsWith("\\gset")) {
                try (ResultSet row = run.executeQuery(taken())) {
                    if (row.next()) {
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            variables.put(row.getMetaData().getColumnLabel(i), String.valueOf(row.getString(i)));
                        }
                    }
                }
            } else if (line.endsWith("\\gexec")) {
                List<String> commands = new ArrayList<>();
                try (ResultSet rows = run.executeQuery(taken())) {
                    while (rows.next()) {
                        commands.add(rows.getString(1));
                    }
                }
                for (String command : commands) {
                    run.execute(command);
                }
            }
        }

        private String taken() {
            String text = replaced(statement.toString()).replaceAll("\\\\g(set|exec)\\s*$", "");
            statement.setLength(0);
            return text;
        }
    }
}
