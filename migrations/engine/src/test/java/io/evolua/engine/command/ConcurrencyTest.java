package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.testing.Background;
import io.evolua.engine.testing.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at once, and one that dies in the middle. A lock on the table {@code gate} holds a script where it is. */
class ConcurrencyTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.database.run("create table gate ()");
        project.table("1", "a");
        project.revision(
                "2",
                "slow",
                "create table b (id int); set local lock_timeout = 0; lock table gate in share mode; create table c ();",
                "drop table b, c;");
        project.table("3", "d");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void of_two_runners_one_runs_and_the_other_waits_and_finds_nothing_to_do() throws Exception {
        try (Connection gate = project.database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            CompletableFuture<List<String>> first = Background.start(() -> project.upgrade("head"));
            awaitScriptAtGate();
            CompletableFuture<Void> waits = new CompletableFuture<>();
            CompletableFuture<RunResult> second =
                    Background.start(() -> new Upgrade(project.context.withListener(new RunListener() {
                                @Override
                                public void waitingForLock(HistoryTable table) {
                                    waits.complete(null);
                                }
                            }))
                            .run("head"));
            waits.get(60, TimeUnit.SECONDS);
            assertThat(project.query("select 1 from pg_stat_activity where datname = current_database()"
                            + " and query like '%pg_try_advisory_lock%' and state = 'idle in transaction'"))
                    .isEmpty();
            gate.rollback();
            assertThat(first.get(60, TimeUnit.SECONDS)).containsExactly("1", "2", "3");
            assertThat(second.get(60, TimeUnit.SECONDS).steps()).isEmpty();
        }
        assertThat(project.history()).containsExactly("1 1 SQL", "2 2 SQL", "3 3 SQL");
    }

    @Test
    void a_process_killed_within_a_script_leaves_nothing_of_it() throws Exception {
        try (Connection gate = project.database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            Process process = start();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(output.readLine()).isEqualTo("1 create_a");
                assertThat(output.readLine()).isEqualTo("2 slow");
                awaitScriptAtGate();
            } finally {
                process.destroyForcibly().waitFor();
            }
            gate.rollback();
        }
        // The server notices that its client is gone when the statement that waits at the gate is done.
        assertThat(project.upgrade("head")).containsExactly("2", "3");
        assertThat(project.tables()).containsExactly("a", "b", "c", "d", "gate");
        assertThat(project.history()).containsExactly("1 1 SQL", "2 2 SQL", "3 3 SQL");
    }

    @Test
    void a_killed_process_lets_go_of_everything_although_its_statement_still_waits() throws Exception {
        try (Connection gate = project.database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            Process process = start();
            try {
                awaitScriptAtGate();
            } finally {
                process.destroyForcibly().waitFor();
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            while (!project.query("select 1 from pg_locks where locktype = 'advisory'")
                    .isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(100);
            }
            assertThat(project.tables()).containsExactly("a", "gate");
        }
    }

    private Process start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledUpgrade.class.getName(),
                        project.scripts.toString(),
                        project.database.url())
                .redirectErrorStream(true)
                .start();
    }

    private void awaitScriptAtGate() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (project.query("select 1 from pg_locks where not granted and relation = 'gate'::regclass")
                .isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }
}
