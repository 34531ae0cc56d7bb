package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says while it runs, to each kind of reader. */
class RunProgressTest {

    private final Path folder;
    private final Shell shell;
    private final TestDatabase database = TestDatabase.create();

    RunProgressTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @BeforeEach
    void scripts() throws IOException {
        script("1", "create table a (); create table b ()");
        script("2", "do $$ begin raise notice 'hello'; end $$; select pg_sleep(0.2); select 1");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_pipeline_reads_plain_lines() {
        assertThat(shell.run("upgrade").err()).isEqualTo("Applying 1 script\nApplying 2 script\n  hello\n");
    }

    @Test
    void a_terminal_has_a_bar_that_is_redrawn_in_place_and_gone_in_the_end() {
        Shell.Ran ran = shell.answering().with("COLUMNS", "60").run("upgrade");
        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .contains("\r[....................] 0/2  Applying 1 script\u001b[K")
                .containsPattern("\r\\[################\\.\\.\\.\\.] 1/2  0:0\\d left  Applying 2 script\u001b\\[K")
                .contains("\r\u001b[K  hello\n\r[")
                .endsWith("\r\u001b[K");
        assertThat(Arrays.stream(ran.err().split("[\r\n]")).map(line -> line.replace("\u001b[K", "")))
                .allMatch(line -> line.length() < 60);
        assertThat(ran.out()).startsWith("Applied: 1");
    }

    @Test
    void a_bar_needs_no_colours_and_a_terminal_that_can_go_back() {
        assertThat(shell.answering().with("NO_COLOR", "1").run("upgrade").err()).contains("\r[");
        assertThat(shell.with("TERM", "dumb").run("downgrade", "base").err()).doesNotContain("\r");
    }

    @Test
    void the_bar_goes_away_before_an_error_is_told() throws IOException {
        script("3", "nonsense");
        assertThat(shell.answering().run("upgrade").err()).contains("\r\u001b[Kevolua: ");
    }

    @Test
    void a_program_reads_events() throws IOException {
        Files.createDirectories(folder.resolve("db/undo"));
        Shell.Ran ran = shell.run("upgrade", "--json");
        assertThat(events(ran))
                .extracting(event -> event.getString("event"))
                .containsExactly("planned", "started", "finished", "started", "notice", "finished");
        assertThat(events(ran).get(0)).isEqualTo(object("{\"event\":\"planned\",\"steps\":2,\"statements\":5}"));
        assertThat(events(ran).get(1))
                .isEqualTo(object("{\"event\":\"started\",\"id\":\"1\",\"slug\":\"script\",\"direction\":\"up\"}"));
        assertThat(events(ran).get(4).getString("message")).isEqualTo("hello");
        assertThat(events(ran).get(5).getInt("milliseconds")).isGreaterThanOrEqualTo(200);
        assertThat(ran.json().getJsonArray("steps")).hasSize(2);
        assertThat(ran.json().getInt("left")).isZero();
    }

    @Test
    void who_is_in_the_way_of_a_lock_is_told_to_each() throws Exception {
        script("3", "alter table a add i int");
        assertThat(shell.run("upgrade", "+2").code()).isZero();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("set application_name = 'report'; lock table a");
            String[] quick = {"--lock-timeout", "300ms", "--lock-retries", "1"};
            Shell.Ran lines = shell.run("upgrade", quick[0], quick[1], quick[2], quick[3]);
            assertThat(lines.code()).isEqualTo(3);
            assertThat(lines.err())
                    .contains("V3__script.sql:1: alter table a add i int\n    canceling statement due to lock timeout")
                    .containsPattern("in the way: server process \\d+ \\(user postgres, application \"report\"")
                    .containsPattern("Try 2 of 2 in \\d\\.\\d s\\.\n")
                    .contains("evolua: ", "Tried 2 times.");
            Shell.Ran json = shell.run("upgrade", "--json", quick[0], quick[1], quick[2], quick[3]);
            JsonObject event = events(json).get(2);
            assertThat(event.getString("event")).isEqualTo("lockNotGranted");
            assertThat(event.getInt("attempts")).isEqualTo(2);
            JsonObject holder = event.getJsonArray("holders").getJsonObject(0);
            assertThat(holder.getString("application")).isEqualTo("report");
            assertThat(holder.getString("state")).isEqualTo("idle in transaction");
            assertThat(holder.getInt("pid")).isPositive();
        }
    }

    @Test
    void how_a_run_goes_is_set_in_the_file_too() throws IOException, SQLException {
        assertThat(shell.run("upgrade").code()).isZero();
        script(
                "1.5",
                "create table late as select current_setting('lock_timeout') l, current_setting('statement_timeout') s");
        assertThat(shell.run("upgrade").code()).isEqualTo(3);
        Files.writeString(
                folder.resolve("evolua.properties"), "out-of-order=true\nlock-timeout=0\nstatement-timeout=7s\n");
        assertThat(shell.run("upgrade").code()).isZero();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select l, s from late")) {
            row.next();
            assertThat(List.of(row.getString(1), row.getString(2))).containsExactly("0", "7s");
        }
        Files.writeString(folder.resolve("evolua.properties"), "lock-retries=many\n");
        assertThat(shell.run("upgrade").err()).contains("lock-retries is \"many\"; it must be a number");
    }

    private void script(String version, String sql) throws IOException {
        Path script = folder.resolve("db/migration/V" + version + "__script.sql");
        Files.createDirectories(script.resolveSibling(""));
        Files.writeString(script, sql + ";\n");
    }

    private static List<JsonObject> events(Shell.Ran ran) {
        return ran.err()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(RunProgressTest::object)
                .toList();
    }

    private static JsonObject object(String line) {
        return Json.createReader(new StringReader(line)).readObject();
    }
}
