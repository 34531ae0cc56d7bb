package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.StoppedException;
import io.evolua.engine.history.LockWait;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.RunSettings;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import io.evolua.engine.testing.Background;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else holds a lock that a script wants. */
class LockRetriesTest {

    private static final RunSettings QUICK =
            RunSettings.DEFAULT.withLockTimeout(Duration.ofMillis(600)).withLockRetries(2);

    private final List<LockWait> waits = new CopyOnWriteArrayList<>();
    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.database.run("create table busy (id int primary key); insert into busy values (1), (2)");
        project.revision("1", "one", "create table one (id int);", "drop table one;");
        project.revision("2", "two", "create table two ();\nalter table busy add n int;", "drop table two;");
        project.table("3", "three");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    /** Holds locks until it is closed. */
    private final class Other implements AutoCloseable {

        private final Connection connection;

        Other() throws SQLException {
            connection = project.database.connect();
            connection.setAutoCommit(false);
            run("set application_name = 'report'");
        }

        void run(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        void goAway() throws SQLException {
            connection.close();
        }

        @Override
        public void close() throws SQLException {
            goAway();
        }
    }

    private CommandContext context(RunSettings settings, Runnable onWait) {
        return project.context.withSettings(settings).withListener(new RunListener() {
            @Override
            public void lockNotGranted(LockWait wait) {
                waits.add(wait);
                onWait.run();
            }
        });
    }

    private static void goAway(Other other) {
        try {
            other.goAway();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_script_that_gets_no_lock_is_rolled_back_and_run_again_when_the_lock_is_free() throws Exception {
        try (Other other = new Other()) {
            other.run("select * from busy");
            RunResult result = new Upgrade(context(QUICK.withLockRetries(10), () -> {
                        // Everything that the script held is free while it rests.
                        assertThat(project.tables()).containsExactly("busy", "one");
                        assertThat(project.query("select 1 from pg_locks l join pg_stat_activity a using (pid)"
                                        + " where a.application_name = 'evolua' and l.locktype <> 'advisory'"
                                        + " and a.state like 'idle%'"))
                                .isEmpty();
                        goAway(other);
                    }))
                    .run("head");
            assertThat(Project.ids(result)).containsExactly("1", "2", "3");
        }
        assertThat(waits).singleElement().satisfies(wait -> {
            assertThat(wait.what()).contains("V2__two.sql:2: alter table busy add n int");
            assertThat(wait.reason()).contains("lock timeout", "55P03");
            assertThat(wait.attempt()).isEqualTo(1);
            assertThat(wait.attempts()).isEqualTo(11);
            assertThat(wait.heldBy())
                    .containsPattern("server process \\d+ \\(user postgres, application \"report\","
                            + " idle in transaction, for \\d+ m?s\\)");
        });
        assertThat(project.history()).containsExactly("1 1 SQL", "2 2 SQL", "3 3 SQL");
    }

    @Test
    void after_the_last_try_it_is_refused_with_who_held_the_lock_and_what_to_do() throws Exception {
        try (Other other = new Other()) {
            other.run("lock table busy");
            assertThatThrownBy(() -> new Upgrade(context(QUICK, () -> {})).run("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll(
                            "V2__two.sql:2: alter table busy add n int",
                            "lock timeout (SQLSTATE 55P03)",
                            "Nothing of this script remains",
                            "Tried 3 times",
                            "In the way: server process",
                            "application \"report\"",
                            "pg_terminate_backend(",
                            "--lock-timeout (now 600 ms), --lock-retries (now 2)");
        }
        assertThat(waits).hasSize(2);
        assertThat(project.tables()).containsExactly("busy", "one");
        assertThat(project.upgrade("head")).containsExactly("2", "3");
    }

    @Test
    void the_victim_of_a_deadlock_is_run_again() throws Exception {
        project.up(
                "2",
                "two",
                "set local deadlock_timeout = '200ms'; set local lock_timeout = 0;"
                        + " update busy set id = 10 where id = 1; select pg_sleep(0.5); update busy set id = 20 where id = 2;");
        try (Other other = new Other()) {
            other.run("set deadlock_timeout = '1min'; update busy set id = 22 where id = 2");
            CompletableFuture<RunResult> run =
                    Background.start(() -> new Upgrade(context(QUICK, () -> {})).run("head"));
            while (project.query("select 1 from pg_stat_activity where query like '%pg_sleep(0.5)%'"
                            + " and application_name = 'evolua'")
                    .isEmpty()) {
                Thread.sleep(10);
            }
            other.run("update busy set id = 11 where id = 1");
            other.run("commit");
            assertThat(Project.ids(run.get(60, TimeUnit.SECONDS))).containsExactly("1", "2", "3");
        }
        assertThat(waits).first().satisfies(wait -> {
            assertThat(wait.reason()).contains("deadlock detected (SQLSTATE 40P01)");
            assertThat(wait.heldBy()).contains("application \"report\"");
        });
    }

    @Test
    void a_lock_on_the_history_table_is_waited_for_in_the_same_way() throws Exception {
        project.upgrade("1");
        try (Other other = new Other()) {
            other.run("lock table flyway_schema_history");
            assertThat(Project.ids(new Upgrade(context(QUICK, () -> goAway(other))).run("2")))
                    .containsExactly("2");
        }
        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait.what())
                .contains("history table public.flyway_schema_history"));
        try (Other other = new Other()) {
            other.run("lock table flyway_schema_history in share mode");
            assertThat(Project.ids(new Stamp(context(QUICK, () -> goAway(other))).run(List.of("1"), false)))
                    .containsExactly("2");
        }
        assertThat(waits).hasSize(2);
        try (Other other = new Other()) {
            other.run("lock table flyway_schema_history in share mode");
            assertThatThrownBy(() -> new Stamp(context(QUICK, () -> {})).run(List.of("2"), false))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("cannot be written to", "55P03", "In the way: server process");
        }
        assertThat(project.current()).containsExactly("1");
    }

    @Test
    void a_guard_waits_in_the_same_way_also_when_it_looks_ahead() throws Exception {
        project.up("2", "two", "-- guard: no row of busy: select count(*) from busy where id > 7\nselect 1;");
        try (Other other = new Other()) {
            other.run("lock table busy");
            assertThat(Project.ids(new Upgrade(context(QUICK, () -> goAway(other))).run("2")))
                    .containsExactly("1", "2");
        }
        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait.what())
                .contains("Looking at the rows that are there"));
    }

    @Test
    void a_repeatable_script_and_a_callback_are_rolled_back_and_run_again_too() throws Exception {
        project.up("2", "two", "create table two ();");
        for (String script : List.of("R__x.sql", "afterMigrateApplied.sql")) {
            project.file("migration/" + script, "create table if not exists x ();\nalter table busy add n int;");
            try (Other other = new Other()) {
                other.run("select * from busy");
                new Upgrade(context(QUICK.withLockRetries(10), () -> {
                            assertThat(project.tables()).doesNotContain("x");
                            goAway(other);
                        }))
                        .run("head");
            }
            assertThat(waits).singleElement().satisfies(wait -> assertThat(wait.what())
                    .contains(script + ":2: alter table busy add n int"));
            assertThat(project.tables()).contains("x");
            project.database.run("drop table x; alter table busy drop n");
            project.delete("migration/" + script);
            project.database.run("delete from flyway_schema_history");
            project.database.run("drop table one, two, three");
            waits.clear();
        }
    }

    @Test
    void a_repeatable_script_that_gets_no_lock_in_the_end_says_who_held_it() throws Exception {
        project.up("2", "two", "create table two ();");
        project.file("migration/R__x.sql", "alter table busy add n int;");
        try (Other other = new Other()) {
            other.run("lock table busy");
            assertThatThrownBy(() -> new Upgrade(context(QUICK, () -> {})).run("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("R__x.sql:1: alter table", "Tried 3 times", "In the way: server process");
        }
        assertThat(waits).hasSize(2);
    }

    @Test
    void a_repeatable_script_outside_a_transaction_waits_as_long_as_the_server_says() throws Exception {
        project.up("2", "two", "create table two ();");
        project.file("migration/R__x.sql", "create index concurrently if not exists i on busy (id);");
        try (Other other = new Other()) {
            other.run("select * from busy");
            CompletableFuture<RunResult> run =
                    Background.start(() -> new Upgrade(context(QUICK, () -> {})).run("head"));
            Thread.sleep(1500);
            assertThat(run).isNotDone();
            other.goAway();
            assertThat(run.get(60, TimeUnit.SECONDS).remarks()).containsExactly("Ran repeatable scripts: R__x.sql");
        }
        assertThat(project.query("select indisvalid from pg_index where indexrelid = 'i'::regclass"))
                .containsExactly("t");
    }

    @Test
    void a_run_stops_between_repeatable_scripts() {
        project.up("2", "two", "create table two ();");
        project.file("migration/R__a.sql", "create table a ();").file("migration/R__b.sql", "create table b ();");
        project.file("migration/R__c.sql", "create table c ();")
                .file("migration/afterMigrate.sql", "create table z ();");
        RunResult result = new Upgrade(project.context.withListener(new RunListener() {
                    @Override
                    public boolean stopRequested() {
                        return project.tables().contains("a");
                    }
                }))
                .run("head");
        assertThat(result.left()).isEqualTo(2);
        assertThat(result.remarks()).containsExactly("Ran repeatable scripts: R__a.sql");
        assertThat(project.tables()).contains("a").doesNotContain("b", "c", "z");
        assertThat(new Upgrade(project.context).run("head").remarks())
                .containsExactly("Ran repeatable scripts: R__b.sql, R__c.sql");
    }

    @Test
    void what_runs_outside_a_transaction_waits_as_long_as_the_server_says_and_is_not_run_again() throws Exception {
        project.up("2", "two", "create index concurrently i on busy (id);");
        try (Other other = new Other()) {
            other.run("select * from busy");
            CompletableFuture<RunResult> run =
                    Background.start(() -> new Upgrade(context(QUICK, () -> {})).run("head"));
            Thread.sleep(1500);
            assertThat(run).isNotDone();
            other.goAway();
            assertThat(Project.ids(run.get(60, TimeUnit.SECONDS))).containsExactly("1", "2", "3");
        }
        assertThat(waits).isEmpty();
    }

    @Test
    void zero_waits_for_ever_and_without_retries_the_first_try_is_the_last() throws Exception {
        try (Other other = new Other()) {
            other.run("lock table busy");
            assertThatThrownBy(() -> new Upgrade(context(QUICK.withLockRetries(0), () -> {})).run("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("In the way: ");
            assertThat(waits).isEmpty();
            CompletableFuture<RunResult> run = Background.start(
                    () -> new Upgrade(context(QUICK.withLockTimeout(Duration.ZERO), () -> {})).run("head"));
            Thread.sleep(1000);
            assertThat(run).isNotDone();
            other.goAway();
            assertThat(Project.ids(run.get(60, TimeUnit.SECONDS))).containsExactly("2", "3");
        }
    }

    @Test
    void a_statement_timeout_ends_a_script_and_does_not_outlive_the_run() throws Exception {
        project.up("3", "create_three", "create table three as select current_setting('statement_timeout') s;");
        project.up("4", "four", "select pg_sleep(20);");
        RunSettings short_ = QUICK.withStatementTimeout(Duration.ofMillis(500));
        try (Connection connection = project.database.connect()) {
            CommandContext context =
                    project.context.withSettings(short_).withDatabase(() -> new KeptConnection(connection).proxy());
            assertThatThrownBy(() -> new Upgrade(context).run("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("V4__four.sql:1", "statement timeout", "57014");
            assertThat(project.query("select s from three")).containsExactly("500ms");
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery("select current_setting('statement_timeout'),"
                            + " current_setting('lock_timeout'), count(*) from pg_locks"
                            + " where locktype = 'advisory' and pid = pg_backend_pid()")) {
                row.next();
                assertThat(List.of(row.getString(1), row.getString(2), row.getString(3)))
                        .containsExactly("0", "0", "0");
            }
        }
    }

    @Test
    void asked_to_stop_the_run_ends_between_two_scripts() {
        RunResult result = new Upgrade(project.context.withListener(new RunListener() {
                    private boolean asked;

                    @Override
                    public void statement(Step step, int number, int total, SqlStatement statement) {
                        asked |= step.revision().id().toString().equals("2");
                    }

                    @Override
                    public boolean stopRequested() {
                        return asked;
                    }
                }))
                .run("head");
        assertThat(Project.ids(result)).containsExactly("1", "2");
        assertThat(result.stopped()).isTrue();
        assertThat(result.left()).isEqualTo(1);
        assertThat(result.current()).extracting(RevisionInfo::id).containsExactly("2");
        assertThat(project.upgrade("head")).containsExactly("3");
    }

    @Test
    void asked_to_stop_while_it_waits_the_run_ends_without_the_script() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CommandContext context = project.context.withSettings(QUICK).withListener(new RunListener() {
            @Override
            public void lockNotGranted(LockWait wait) {
                asked.complete(null);
            }

            @Override
            public boolean stopRequested() {
                return asked.isDone();
            }
        });
        try (Other other = new Other()) {
            other.run("lock table busy");
            RunResult result = new Upgrade(context).run("head");
            assertThat(Project.ids(result)).containsExactly("1");
            assertThat(result.left()).isEqualTo(2);
            other.run("select pg_advisory_lock(" + lockKey() + ")");
            assertThatThrownBy(() -> new Upgrade(context).run("head"))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining("another migration was running");
        }
        assertThat(project.upgrade("head")).containsExactly("2", "3");
    }

    private static long lockKey() {
        return 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();
    }
}
