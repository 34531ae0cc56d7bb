package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.evolua.engine.testing.JarProgram;
import io.evolua.engine.testing.JarProgram.Ran;
import io.evolua.engine.testing.JarProgram.Running;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar, told to stop by a signal while a script runs: a lock on the table {@code gate} holds it there. */
class StopIT {

    private static final Path JAR = Path.of("target", "evolua-cli.jar");
    private static final String AT_GATE = "select 1 from pg_locks where not granted and relation = 'gate'::regclass";

    private final Path folder;
    private final TestDatabase database = TestDatabase.create();

    StopIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void scripts() throws IOException {
        database.run("create table gate ()");
        script("1", "create table a ()");
        script("2", "create table b (); set local lock_timeout = 0; lock table gate; create table c ()");
        script("3", "create table d ()");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void the_script_that_runs_is_let_finish_and_the_next_run_goes_on(String signal) throws Exception {
        assumeThat(signal.equals("INT") && isInterruptIgnored())
                .as("a job in the background of a shell, and all that it starts, ignores Ctrl-C")
                .isFalse();
        Running run;
        try (Connection gate = closedGate()) {
            run = evolua().start(List.of(), "upgrade");
            await(AT_GATE);
            signal(run, signal);
            awaitText(run.err(), "Asked to stop");
            assertThat(run.process().isAlive()).isTrue();
            gate.rollback();
        }
        Ran ran = run.await();
        assertThat(ran.code()).as("%s", ran).isEqualTo(4);
        assertThat(ran.out())
                .contains("Applied: 1", "Applied: 2", "The database is at 2")
                .doesNotContain("Applied: 3");
        assertThat(ran.err()).contains("Stopped as asked, with 1 revision left. Run this again to go on.");
        assertThat(tables()).containsExactly("a", "b", "c", "flyway_schema_history", "gate");
        Ran next = evolua().run("upgrade");
        assertThat(next.code()).isZero();
        assertThat(next.out()).contains("Applied: 3").doesNotContain("Applied: 2");
    }

    @Test
    void the_second_signal_ends_at_once_and_nothing_of_the_script_remains() throws Exception {
        try (Connection gate = closedGate()) {
            Running run = evolua().start(List.of(), "upgrade", "--json");
            await(AT_GATE);
            signal(run, "TERM");
            awaitText(run.err(), "{\"event\":\"stopping\"}");
            signal(run, "TERM");
            assertThat(run.await().code()).isEqualTo(128 + 15);
            gate.rollback();
        }
        Ran next = evolua().run("upgrade");
        assertThat(next.code()).as("%s", next).isZero();
        assertThat(next.out()).contains("Applied: 2", "Applied: 3");
        assertThat(tables()).containsExactly("a", "b", "c", "d", "flyway_schema_history", "gate");
    }

    @Test
    void asked_while_another_migration_runs_nothing_is_done() throws Exception {
        try (Connection gate = closedGate()) {
            Running first = evolua().start(List.of(), "upgrade");
            await(AT_GATE);
            Running second = evolua().start(List.of(), "upgrade");
            awaitText(second.err(), "Waiting: another migration");
            signal(second, "TERM");
            Ran stopped = second.await();
            assertThat(stopped.code()).isEqualTo(4);
            assertThat(stopped.err()).contains("evolua: Stopped as asked, while another migration was running");
            gate.rollback();
            assertThat(first.await().code()).isZero();
        }
    }

    @Test
    void of_many_schemas_no_more_are_begun_and_the_next_run_goes_on() throws Exception {
        script("2", "create table b (); set local lock_timeout = 0; lock table public.gate; create table c ()");
        database.run("create schema tenant_1; create schema tenant_2; create schema tenant_3");
        Running run;
        try (Connection gate = closedGate()) {
            run = evolua().start(List.of(), "upgrade", "--all", "schema:tenant_*", "--jobs", "1");
            await(AT_GATE);
            signal(run, "TERM");
            awaitText(run.err(), "Asked to stop");
            gate.rollback();
        }
        Ran ran = run.await();
        assertThat(ran.code()).as("%s", ran).isEqualTo(4);
        assertThat(ran.out())
                .contains("tenant_1  applied 2, stopped with 1 left", "tenant_2  not begun", "tenant_3  not begun")
                .endsWith("1 done, 0 failed, 2 not done.\n");
        assertThat(ran.err())
                .contains("Stopped as asked. To go on, run the same again: what is done stays done.")
                .doesNotContain("tenant_2");
        assertThat(column("select schemaname from pg_tables where schemaname like 'tenant%' group by 1"))
                .containsExactly("tenant_1");
        Ran next = evolua().run("upgrade", "--all", "schema:tenant_*");
        assertThat(next.code()).as("%s", next).isZero();
        assertThat(next.out()).contains("tenant_1  applied 1", "tenant_3  applied 3", "3 done, 0 failed.");
    }

    private JarProgram evolua() {
        return new JarProgram(JAR, folder).with("DATABASE_URL", database.url());
    }

    private void script(String version, String sql) throws IOException {
        Path script = folder.resolve("db/migration/V" + version + "__script.sql");
        Files.createDirectories(script.resolveSibling(""));
        Files.writeString(script, sql + ";\n");
    }

    private Connection closedGate() throws SQLException {
        Connection gate = database.connect();
        gate.setAutoCommit(false);
        try (Statement statement = gate.createStatement()) {
            statement.execute("lock table gate");
        }
        return gate;
    }

    /** Linux tells in a mask of bits, the second of which is SIGINT's. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 2) != 0);
        }
    }

    private static void signal(Running run, String name) throws IOException, InterruptedException {
        long pid = run.process().pid();
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void await(String query) throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (column(query).isEmpty()) {
            assertThat(System.nanoTime()).as(query).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static void awaitText(Path file, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(file).contains(text)) {
            assertThat(System.nanoTime()).as(text).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private List<String> tables() throws SQLException {
        return column("select tablename from pg_tables where schemaname = 'public' order by 1");
    }

    private List<String> column(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
