package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.command.RunResult;
import io.evolua.engine.command.Stamp;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.revision.Placeholders;
import io.evolua.engine.testing.Background;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.RealFlyway;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Open-source Flyway itself reads, checks and goes on with what the engine wrote, and the other way round. */
class FlywayInteropTest {

    private Project project;
    private TestDatabase database;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder).table("1", "a").table("1.2", "b").table("20260301120000", "c");
        database = project.database;
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void the_history_table_is_flyways() throws Exception {
        try (TestDatabase other = TestDatabase.create()) {
            project.upgrade("head");
            Flyway flyway = flyway(other);
            flyway.migrate();
            assertThat(describe(database)).isEqualTo(describe(other));
            assertThat(Project.rows(database)).isEqualTo(Project.rows(other)).hasSize(3);
        }
    }

    @Test
    void evolua_first_then_flyway_in_cycles() {
        Flyway flyway = flyway(database);
        assertThat(project.upgrade("head")).hasSize(3);
        for (int cycle = 0; cycle < 3; cycle++) {
            flyway.validate();
            assertThat(states(flyway))
                    .filteredOn(state -> state != MigrationState.DELETED)
                    .containsExactly(MigrationState.SUCCESS, MigrationState.SUCCESS, MigrationState.SUCCESS);
            assertThat(flyway.migrate().migrationsExecuted).isZero();

            assertThat(project.downgrade("1")).containsExactly("20260301120000", "1.2");
            assertThat(pending(flyway)).containsExactly("1.2", "20260301120000");
            validateExceptPending(flyway);
            assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
            flyway.validate();
            assertThat(project.current()).containsExactly("20260301120000");

            assertThat(project.downgrade("base")).hasSize(3);
            assertThat(pending(flyway)).hasSize(3);
            validateExceptPending(flyway);
            assertThat(project.upgrade("head")).hasSize(3);
        }
    }

    @Test
    void flyway_first_then_evolua_in_cycles() {
        Flyway flyway = flyway(database);
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(3);
        for (int cycle = 0; cycle < 3; cycle++) {
            assertThat(project.upgrade("head")).isEmpty();
            assertThat(project.downgrade("-1")).containsExactly("20260301120000");
            assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
            assertThat(project.downgrade("base")).hasSize(3);
            assertThat(flyway.migrate().migrationsExecuted).isEqualTo(3);
            flyway.validate();
        }
    }

    @Test
    void what_evolua_stamps_flyway_takes_as_applied() {
        new Stamp(project.context).run(List.of("head"), false);
        Flyway flyway = flyway(database);
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        new Stamp(project.context).run(List.of("1.2"), false);
        assertThat(pending(flyway)).containsExactly("20260301120000");
    }

    @Test
    void repair_leaves_a_history_that_evolua_understands() {
        project.upgrade("head");
        project.downgrade("-1");
        flyway(database).repair();
        assertThat(project.current()).containsExactly("1.2");
        assertThat(project.upgrade("head")).containsExactly("20260301120000");
    }

    @Test
    void versions_below_a_baseline_count_as_applied_and_cannot_be_taken_back() {
        database.run("create table a (); create table b ()");
        Flyway flyway = flyway(database, c -> c.baselineVersion("1.2").baselineDescription("before"));
        flyway.baseline();
        assertThat(project.current()).containsExactly("1.2");
        assertThat(project.upgrade("head")).containsExactly("20260301120000");
        flyway.validate();
        assertThat(project.downgrade("-1")).containsExactly("20260301120000");
        assertThatThrownBy(() -> project.downgrade("base"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("begins with a baseline", "1.2 create_b");
    }

    @Test
    void a_failed_run_that_flyway_recorded_is_refused_until_repaired() throws Exception {
        project.upgrade("head");
        project.file("migration/V20270101000000__broken.sql", "select 1;\nvacuum nowhere;");
        project.file("migration/V20270101000000__broken.sql.conf", "executeInTransaction=false");
        assertThatThrownBy(() -> flyway(database).migrate()).hasMessageContaining("nowhere");
        assertThatThrownBy(() -> project.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("20270101000000", "recorded as failed", "evolua repair");
        project.file("migration/V20270101000000__broken.sql", "vacuum a;");
        flyway(database).repair();
        assertThat(project.upgrade("head")).containsExactly("20270101000000");
        flyway(database).validate();
    }

    @Test
    void flyway_waits_for_evolua() throws Exception {
        CompletableFuture<Integer> flyway;
        try (Connection connection = database.connect();
                Runner runner = runner(connection)) {
            flyway = Background.start(() -> flyway(database).migrate().migrationsExecuted);
            await("select 1 from pg_stat_activity where datname = current_database()"
                    + " and query like '%pg_try_advisory_lock%' and pid <> " + pid(connection));
            assertThat(flyway).isNotDone();
            assertThat(runner.history().rows()).isEmpty();
        }
        assertThat(flyway.get(60, TimeUnit.SECONDS)).isEqualTo(3);
    }

    private static Runner runner(Connection connection) throws SQLException {
        HistoryTable table = HistoryTable.on(connection, HistoryTable.DEFAULT_NAME);
        return Runner.open(connection, table, RunSettings.DEFAULT, RunListener.SILENT, Optional.empty());
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    @Test
    void evolua_waits_for_flyway_and_then_finds_nothing_to_do() throws Exception {
        database.run("create table gate (); ");
        project.file("migration/V2__gate.sql", "lock table gate; create table d ();");
        try (Connection gate = database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            CompletableFuture<Integer> flyway = Background.start(
                    () -> flyway(database, c -> c.baselineOnMigrate(true).baselineVersion("0"))
                            .migrate()
                            .migrationsExecuted);
            await("select 1 from pg_locks where not granted and relation = 'gate'::regclass");
            CompletableFuture<Void> waiting = new CompletableFuture<>();
            CompletableFuture<RunResult> evolua =
                    Background.start(() -> new Upgrade(project.context.withListener(new RunListener() {
                                @Override
                                public void waitingForLock(HistoryTable table) {
                                    waiting.complete(null);
                                }
                            }))
                            .run("head"));
            waiting.get(60, TimeUnit.SECONDS);
            assertThat(evolua).isNotDone();
            gate.rollback();
            assertThat(flyway.get(60, TimeUnit.SECONDS)).isEqualTo(4);
            assertThat(evolua.get(60, TimeUnit.SECONDS).steps()).isEmpty();
        }
    }

    @Test
    void the_wait_is_bounded_and_names_who_holds_the_lock() throws Exception {
        try (Connection connection = database.connect();
                Runner runner = runner(connection)) {
            var impatient =
                    project.context.withSettings(project.context.settings().withWaitForLock(Duration.ofMillis(1)));
            int pid = pid(connection);
            assertThatThrownBy(() -> new Upgrade(impatient).run("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("Another migration", "server process " + pid);
            assertThat(runner.history().rows()).isEmpty();
        }
    }

    @Test
    void file_names_are_read_as_flyway_reads_them() throws Exception {
        project.file("migration/sub/V3_1__With_words_and__two.sql", "select 1;");
        project.file("migration/V4__.sql", "select 1;");
        project.file("migration/V5.sql", "select 1;");
        project.file("migration/V6__" + "long_".repeat(45) + ".sql", "select 1;");
        assertThat(new Upgrade(project.context).run("head").steps()).hasSize(7);
        flyway(database).validate();
        try (TestDatabase other = TestDatabase.create()) {
            flyway(other).migrate();
            assertThat(Project.rows(database)).isEqualTo(Project.rows(other)).hasSize(7);
        }
    }

    @Test
    void guards_are_comments_to_flyway() throws Exception {
        project.file(
                "migration/V1.1__guarded.sql",
                "-- guard: no row of a is there: select count(*) from a\nalter table a add column b int;");
        project.file("undo/U1.1__guarded.sql", "alter table a drop column b;");
        Flyway flyway = flyway(database);
        flyway.migrate();
        flyway.validate();
        assertThat(project.downgrade("1")).contains("1.1");
        database.run("insert into a default values");
        assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("1 row of a is in the way");
        database.run("delete from a");
        project.upgrade("head");
        flyway.validate();
    }

    @Test
    void repeatable_scripts_and_placeholders_are_flyways() throws Exception {
        project.file("migration/R__views.sql", "create or replace view v as\r\nselect '${x}' as x, 'ß' as y;");
        project.file("migration/V30000101000000__p.sql", "-- ${x}\ncreate table ${x} ();");
        project.file("migration/R__Old_views.sql", "create or replace view w as select '${flyway:filename}';");
        var values = new Placeholders(Placeholders.Syntax.DEFAULT, Map.of("X", "value"), Map::of);
        project.context = project.context.withPlaceholders(values);
        project.upgrade("head");
        Flyway flyway = flyway(database, c -> c.placeholders(Map.of("x", "value")));
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        try (TestDatabase other = TestDatabase.create()) {
            flyway(other, c -> c.placeholders(Map.of("x", "value"))).migrate();
            assertThat(Project.rows(database)).isEqualTo(Project.rows(other)).hasSize(6);
        }
        project.file("migration/R__views.sql", "create or replace view v as select '${x}' as x, '2' as y;");
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
        assertThat(new Upgrade(project.context).run("head").remarks()).isEmpty();
    }

    private Flyway flyway(TestDatabase on) {
        return flyway(on, configuration -> configuration);
    }

    private Flyway flyway(TestDatabase on, UnaryOperator<FluentConfiguration> settings) {
        return RealFlyway.on(on, project.scripts, settings);
    }

    private static List<MigrationState> states(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).map(info -> info.getState()).toList();
    }

    private static List<String> pending(Flyway flyway) {
        return Arrays.stream(flyway.info().pending())
                .map(info -> String.valueOf(info.getVersion()))
                .toList();
    }

    private void validateExceptPending(Flyway flyway) {
        assertThat(flyway.info().all()).isNotEmpty();
        flyway(database, c -> c.ignoreMigrationPatterns("*:pending")).validate();
    }

    private void await(String sql) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Project.query(database, sql).isEmpty()) {
            assertThat(System.nanoTime()).as(sql).isLessThan(end);
        }
    }

    /** All that the catalog knows about the history table. */
    private static List<String> describe(TestDatabase database) throws Exception {
        List<String> all = new ArrayList<>();
        all.addAll(Project.query(
                database,
                "select attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)"
                        + " from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum"
                        + " where attrelid = 'flyway_schema_history'::regclass and attnum > 0 order by attnum"));
        all.addAll(Project.query(
                database,
                "select conname, contype, pg_get_constraintdef(oid) from pg_constraint"
                        + " where conrelid = 'flyway_schema_history'::regclass order by 1"));
        all.addAll(Project.query(
                database, "select indexdef from pg_indexes where tablename = 'flyway_schema_history' order by 1"));
        return all;
    }
}
