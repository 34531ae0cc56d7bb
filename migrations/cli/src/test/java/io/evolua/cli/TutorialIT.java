package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/tutorial.md} is true: its files are written, its commands run, and what they print is what it says. */
class TutorialIT {

    private static final Path JAR = Path.of("target", "evolua-cli.jar").toAbsolutePath();
    private static final Path TUTORIAL = Path.of("..", "..", "docs", "tutorial.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (?<note>[^>]*) -->\\n)?```(?<kind>\\w*)\\n(?<body>.*?)```\\n", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\\b(20\\d{12})\\b|(?<=[VU])(20\\d{12})(?=__)");
    private static final String INSERT = "insert before the last line of ";

    private static final String CATALOG = """
            select t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || case when a.attnotnull then ' not null' else '' end
                   || case when a.attidentity <> '' then ' identity' else '' end
                   || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
            from pg_class t
            join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
            where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and t.relname <> 'flyway_schema_history'
            order by t.relname, a.attnum""";

    private static final String CONSTRAINTS = """
            select c.conname || ' ' || pg_get_constraintdef(c.oid)
            from pg_constraint c
            join pg_class t on t.oid = c.conrelid
            where t.relnamespace = 'public'::regnamespace and t.relname <> 'flyway_schema_history' and c.contype <> 'n'
            order by t.relname, c.conname""";

    @TempDir
    private Path folder;

    /** The ids in the document, each with the one that it became. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    @Test
    void every_command_prints_what_the_tutorial_says() throws IOException, InterruptedException, SQLException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Path programs = programs();
        String text = Files.readString(TUTORIAL);
        Matcher block = BLOCK.matcher(text);
        int commands = 0;
        int catalogs = 0;
        try (TestDatabase database = TestDatabase.create()) {
            while (block.find()) {
                String note = block.group("note") == null ? "" : block.group("note");
                String body = block.group("body");
                if (note.startsWith("file: ")) {
                    write(project.resolve(note.substring("file: ".length())), body);
                } else if (note.startsWith(INSERT)) {
                    insert(project.resolve(note.substring(INSERT.length())), body);
                } else if (note.equals("catalog")) {
                    assertThat(catalog(database)).isEqualTo(body);
                    catalogs++;
                } else if (block.group("kind").equals("console")) {
                    commands += runAll(body, project, programs, database.url());
                }
            }
        }
        assertThat(commands).as("commands in the tutorial").isGreaterThan(20);
        assertThat(catalogs).as("looks at the catalog").isGreaterThan(3);
    }

    /** A folder for the PATH with {@code evolua} in it. */
    private Path programs() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path script = programs.resolve("evolua");
        Files.writeString(script, """
                #!/bin/sh
                exec "%s/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$EVOLUA_JAR" "$@"
                """.formatted(System.getProperty("java.home")));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return programs;
    }

    private static void write(Path file, String body) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, body);
    }

    private static void insert(Path file, String body) throws IOException {
        String text = Files.readString(file).stripTrailing();
        int last = text.lastIndexOf('\n') + 1;
        Files.writeString(file, text.substring(0, last) + body + text.substring(last) + "\n");
    }

    private int runAll(String console, Path project, Path programs, String url)
            throws IOException, InterruptedException {
        int commands = 0;
        for (String part : console.split("(?m)^\\$ ", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int end = part.indexOf('\n');
            String command = part.substring(0, end);
            String expected = part.substring(end + 1);
            String printed = run(translate(command), project, programs, url);
            learn(expected, printed);
            assertThat(printed).as("$ " + command).isEqualTo(translate(expected));
            commands++;
        }
        return commands;
    }

    private static String run(String command, Path project, Path programs, String url)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(project.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String java = System.getProperty("java.home") + "/bin";
        environment.put("PATH", programs + ":" + java + ":" + environment.get("PATH"));
        environment.put("EVOLUA_JAR", JAR.toString());
        environment.put("DATABASE_URL", url);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return code == 0 ? printed : printed + "[exit code " + code + "]\n";
    }

    /** An id that appears for the first time is the one in the same place of what is printed. */
    private void learn(String expected, String printed) {
        List<String> said = ids(expected);
        List<String> seen = ids(printed);
        for (int i = 0; i < Math.min(said.size(), seen.size()); i++) {
            ids.putIfAbsent(said.get(i), seen.get(i));
        }
    }

    private static List<String> ids(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = ID.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private String translate(String text) {
        return ID.matcher(text).replaceAll(match -> ids.getOrDefault(match.group(), match.group()));
    }

    private static String catalog(TestDatabase database) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String query : List.of(CATALOG, CONSTRAINTS)) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        text.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
