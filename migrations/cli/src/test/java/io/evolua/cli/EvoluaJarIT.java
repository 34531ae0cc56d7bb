package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.JarProgram;
import io.evolua.engine.testing.JarProgram.Ran;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process of its own, on a real database: the way it is used, and what it refuses. */
class EvoluaJarIT {

    private static final Path JAR = Path.of("target", "evolua-cli.jar");

    private final Path folder;
    private final TestDatabase database = TestDatabase.create();
    private String url = database.url();

    EvoluaJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void from_an_empty_folder_up_and_down() throws Exception {
        assertThat(ok("init").out()).contains("Created db/migration", "Created evolua.properties");
        Ran written = ok("revision", "-m", "Create users table");
        Path up = wrote(written, "db/migration/");
        assertThat(up).isRegularFile();
        Files.writeString(
                up,
                "create table usuarios (nome text);\ncomment on table usuarios is 'olá';\n",
                StandardOpenOption.APPEND);
        Files.writeString(wrote(written, "db/undo/"), "drop table usuarios;\n");
        assertThat(ok("upgrade", "head").out()).contains("Create users table");
        assertThat(ok("current").out()).contains("Create users table  (current)  (head)");
        assertThat(ok("history").out()).contains("applied");
        // Whatever the locale, which is C here.
        assertThat(ok("show", "head").out()).contains("'olá'");
        assertThat(ok("downgrade", "-1").out()).startsWith("Took back: ");
        assertThat(ok("current").out()).startsWith("base ");
    }

    @Test
    void there_is_no_database() throws Exception {
        revision("1", "one", "select 1;");
        url = "";
        Ran none = run("upgrade", "head");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("No database is named", "DATABASE_URL");
        url = "postgresql://someone@127.0.0.1:1/nowhere";
        Ran unreachable = run("upgrade", "head");
        assertThat(unreachable.code()).isEqualTo(3);
        assertThat(unreachable.err()).contains("evolua: ", "127.0.0.1:1").doesNotContain("\tat ");
        url = database.url() + "_missing";
        assertThat(run("current").err()).contains(database.name() + "_missing", "does not exist");
    }

    @Test
    void the_role_may_not_log_in() throws Exception {
        revision("1", "one", "select 1;");
        url = "postgresql://nobody_here:wrong@localhost:" + database.port() + "/" + database.name();
        Ran ran = run("upgrade", "head");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("nobody_here").doesNotContain("wrong@", "\tat ");
    }

    @Test
    void an_unknown_revision_is_answered_with_candidates() throws Exception {
        revision("1", "create_users_table", "select 1;");
        Ran ran = run("upgrade", "create_user_table");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("\"create_user_table\"", "create_users_table");
    }

    @Test
    void two_heads_are_both_named() throws Exception {
        revision("20240101000000", "one", "select 1;");
        revision("20240102000000", "two", "-- revises: 20240101000000\nselect 1;");
        revision("20240103000000", "three", "-- revises: 20240101000000\nselect 1;");
        Ran ran = run("upgrade", "head");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("20240102000000", "20240103000000");
        assertThat(run("revision", "-m", "four").code()).isEqualTo(3);
    }

    @Test
    void an_applied_script_was_edited() throws Exception {
        Path script = revision("1", "one", "create table one (a int);");
        ok("upgrade");
        Files.writeString(script, "create table one (a bigint);");
        revision("2", "two", "create table two (a int);");
        Ran ran = run("upgrade");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains(script.getFileName().toString(), "edited");
        assertThat(tables()).containsExactly("flyway_schema_history", "one");
    }

    @Test
    void a_script_fails_in_the_middle_and_nothing_of_it_remains() throws Exception {
        revision("1", "one", "create table one (a int);");
        revision("2", "two", "create table two (a int);\n\ninsert into two\nvalues ('x');\n");
        Ran ran = run("upgrade");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .containsPattern("V2__two\\.sql:[34]")
                .contains("invalid input syntax for type integer", "Nothing of this script remains")
                .doesNotContain("\tat ");
        assertThat(tables()).containsExactly("flyway_schema_history", "one");
        assertThat(ok("current").out()).contains("1  one  (current)");
    }

    @Test
    void no_difference_writes_no_file_and_is_done() throws Exception {
        Files.createDirectories(folder.resolve("db/migration"));
        Ran ran = ok("revision", "--autogenerate", "-m", "nothing", "--to", "empty");
        assertThat(ran.out()).contains("No differences");
        try (Stream<Path> files = Files.list(folder.resolve("db/migration"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_short_command_loads_neither_eclipselink_nor_flyway_nor_json() throws Exception {
        revision("1", "one", "select 1;");
        for (String command : List.of("current", "history", "--help", "--version", "heads")) {
            Ran ran = start(List.of("-Xlog:class+load"), command);
            assertThat(ran.code()).isZero();
            assertThat(ran.out())
                    .contains("io.evolua.cli.Main")
                    .doesNotContain(
                            "org.eclipse.persistence", "jakarta.persistence", "flyway", "parsson", "jakarta.json");
        }
        assertThat(start(List.of("-Xlog:class+load"), "--help").out())
                .doesNotContain("picocli", "smallrye", "org.postgresql");
    }

    @Test
    void a_reader_that_goes_away_is_no_error() throws Exception {
        revision("1", "one", "select 1;\n".repeat(20_000));
        Process process = evolua().builder(List.of(), "show", "1").start();
        process.getInputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void the_jar_says_its_version_and_keeps_the_licences() throws Exception {
        assertThat(ok("--version").out()).matches("evolua \\d+\\.\\d+\\.\\d+.*\n");
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertThat(names)
                    .contains("META-INF/LICENSE", "META-INF/LICENSE.md", "META-INF/NOTICE.md")
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"));
        }
    }

    private Path revision(String version, String slug, String sql) throws IOException {
        Path script = folder.resolve("db/migration/V" + version + "__" + slug + ".sql");
        Files.createDirectories(script.resolveSibling(""));
        return Files.writeString(script, sql);
    }

    private Path wrote(Ran ran, String prefix) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("Wrote " + prefix))
                .map(line -> folder.resolve(line.substring("Wrote ".length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ran.toString()));
    }

    private List<String> tables() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select tablename from pg_tables where schemaname = 'public' order by 1")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private Ran ok(String... args) throws Exception {
        Ran ran = run(args);
        assertThat(ran.code()).as("%s", ran).isZero();
        return ran;
    }

    private Ran run(String... args) throws Exception {
        return start(List.of(), args);
    }

    private Ran start(List<String> options, String... args) throws Exception {
        return evolua().run(options, args);
    }

    private JarProgram evolua() {
        return new JarProgram(JAR, folder).with("DATABASE_URL", url);
    }
}
