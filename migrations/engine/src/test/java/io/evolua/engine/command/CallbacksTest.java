package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.history.FirstBaseline;
import io.evolua.engine.history.Repair;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.RealFlyway;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts at Flyway's moments write down when they ran, and in which transaction; Flyway itself is the judge. */
class CallbacksTest {

    private static final String LOG =
            "create schema other; create table other.log" + " (n serial, what text, tx bigint default txid_current())";

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.database.run(LOG);
        for (String moment : List.of(
                "beforeValidate",
                "afterValidate",
                "afterValidateError",
                "createSchema",
                "beforeCreateSchema",
                "beforeBaseline",
                "afterBaseline",
                "afterBaselineError",
                "afterBaselineOperationFinish",
                "beforeRepair",
                "afterRepair",
                "afterRepairOperationFinish",
                "beforeEachMigrateStatement",
                "afterEachMigrateStatement",
                "beforeMigrate",
                "beforeEachMigrate",
                "afterEachMigrate",
                "afterVersioned",
                "beforeRepeatables",
                "afterMigrateApplied",
                "afterMigrate",
                "afterMigrateError",
                "afterMigrateOperationFinish")) {
            log(moment + ".sql", moment);
        }
        log("afterMigrate__more.sql", "afterMigrate more");
        log("sub/beforeEachMigrate__more.sql", "beforeEachMigrate more");
        log("V1__a.sql", "1");
        log("V2__b.sql", "2");
        log("R__r.sql", "r");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void log(String file, String what) {
        project.file("migration/" + file, sql(what));
    }

    private static String sql(String what) {
        return "insert into other.log (what) values ('" + what + "');";
    }

    /** What ran, with the number of its transaction among those that wrote something; then forgotten. */
    private static List<String> seen(TestDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select what, tx from other.log order by n")) {
            Map<Long, Integer> numbers = new LinkedHashMap<>();
            List<String> seen = new ArrayList<>();
            while (rows.next()) {
                Integer number = numbers.computeIfAbsent(rows.getLong(2), any -> numbers.size() + 1);
                seen.add(number + " " + rows.getString(1));
            }
            statement.execute("truncate other.log");
            return seen;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Flyway flyway(TestDatabase database) {
        return RealFlyway.on(database, project.scripts);
    }

    @Test
    void they_run_when_and_where_flyway_runs_them() {
        try (TestDatabase other = TestDatabase.create()) {
            other.run(LOG);
            Flyway flyway = flyway(other);
            flyway.migrate();
            project.upgrade("head");
            assertThat(seen(project.database)).isEqualTo(seen(other)).hasSize(29);
            flyway.migrate();
            project.upgrade("head");
            assertThat(seen(project.database))
                    .as("with nothing to do")
                    .isEqualTo(seen(other))
                    .isNotEmpty();
            project.up("3", "c", sql("3") + "select nothing;");
            assertThatThrownBy(flyway::migrate);
            assertThatThrownBy(() -> project.upgrade("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("V3__c.sql:1");
            assertThat(seen(project.database))
                    .as("with a failure")
                    .isEqualTo(seen(other))
                    .anyMatch(line -> line.endsWith("afterMigrateError"));
        }
        flyway(project.database).info();
    }

    @Test
    void a_first_baseline_a_contradiction_and_a_repair_have_theirs() {
        try (TestDatabase other = TestDatabase.create()) {
            other.run(LOG + "; create table public.t ()");
            project.database.run("create table public.t ()");
            Flyway flyway = RealFlyway.on(other, project.scripts, settings -> settings.baselineOnMigrate(true));
            flyway.migrate();
            project.context = project.context.withSettings(
                    project.context.settings().withFirstBaseline(FirstBaseline.of("1", FirstBaseline.DESCRIPTION)));
            project.upgrade("head");
            assertThat(seen(project.database))
                    .isEqualTo(seen(other))
                    .contains("5 beforeBaseline", "6 afterBaseline")
                    .hasSize(25);
            assertThat(project.rows()).isEqualTo(Project.rows(other));
            log("V2__b.sql", "edited");
            assertThatThrownBy(flyway::migrate);
            assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("was edited");
            assertThat(seen(project.database))
                    .isEqualTo(seen(other))
                    .containsExactly("1 beforeValidate", "2 afterValidateError");
            flyway.repair();
            new RepairHistory(project.context).run(new Repair.Wish(false, false, Optional.empty()));
            assertThat(seen(project.database)).isEqualTo(seen(other)).hasSize(3);
            assertThat(project.rows()).isEqualTo(Project.rows(other));
        }
    }

    @Test
    void a_baseline_has_its_own() {
        try (TestDatabase other = TestDatabase.create()) {
            other.run(LOG);
            flyway(other).baseline();
            new Baseline(project.context).run("1");
            assertThat(seen(project.database)).isEqualTo(seen(other)).hasSize(5);
            assertThatThrownBy(() -> RealFlyway.on(other, project.scripts, settings -> settings.baselineVersion("2"))
                    .baseline());
            assertThatThrownBy(() -> new Baseline(project.context).run("2")).isInstanceOf(RefusedException.class);
            assertThat(seen(project.database))
                    .isEqualTo(seen(other))
                    .last()
                    .asString()
                    .endsWith("afterBaselineError");
        }
    }

    @Test
    void those_of_statements_are_in_the_scripts_transaction_and_not_around_callbacks() {
        project.file("migration/V2__b.sql", "").file("migration/R__r.sql", "select 1;\n-- a comment\nselect 2;");
        project.file("migration/beforeMigrate.sql", "select 1; select 2;");
        project.file("migration/beforeEachMigrateStatement.sql", sql("one") + sql("two"));
        try (TestDatabase other = TestDatabase.create()) {
            other.run(LOG);
            flyway(other).migrate();
            project.upgrade("head");
            assertThat(seen(project.database)).isEqualTo(seen(other)).anyMatch(line -> line.endsWith(" two"));
        }
    }

    @Test
    void a_statement_that_fails_has_its_own() {
        project.file("migration/V2__b.sql", sql("2") + "vacuum nowhere;")
                .file("migration/V2__b.sql.conf", "executeInTransaction=false");
        log("afterEachMigrateStatementError.sql", "statement failed");
        log("afterEachMigrateError.sql", "script failed");
        try (TestDatabase other = TestDatabase.create()) {
            other.run(LOG);
            assertThatThrownBy(() -> flyway(other).migrate());
            assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("nowhere");
            List<String> flyways = seen(other).stream().map(CallbacksTest::what).toList();
            assertThat(seen(project.database).stream().map(CallbacksTest::what))
                    .containsExactlyElementsOf(flyways)
                    .endsWith("statement failed", "script failed", "afterMigrateError");
        }
    }

    /** In a transaction Flyway's would fail, too, and hide the reason. */
    @Test
    void in_a_transaction_it_comes_after_the_rollback_and_hides_nothing() {
        project.up("2", "b", sql("2") + "select nothing;");
        log("afterEachMigrateStatementError.sql", "statement failed");
        assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("V2__b.sql:1");
        assertThat(seen(project.database).stream().map(CallbacksTest::what))
                .doesNotContain("2")
                .endsWith("afterEachMigrate", "statement failed", "afterMigrateError");
    }

    private static String what(String seen) {
        return seen.substring(seen.indexOf(' ') + 1);
    }

    @Test
    void those_that_would_need_a_session_are_named() {
        log("afterConnect.sql", "afterConnect");
        assertThat(new Upgrade(project.context).run("head").remarks())
                .anyMatch(remark -> remark.startsWith("Not run: afterConnect.sql."));
        assertThat(seen(project.database)).noneMatch(line -> line.endsWith("afterConnect"));
    }

    @Test
    void one_that_fails_is_named_and_its_script_with_it_undone() {
        project.file("migration/afterEachMigrate.sql", "select 1;\nselect nothing;");
        assertThatThrownBy(() -> project.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("afterEachMigrate.sql:2: select nothing");
        assertThat(project.query("select what from other.log where what in ('1', '2')"))
                .isEmpty();
        assertThat(project.current()).isEmpty();
    }

    @Test
    void one_that_cannot_be_read_is_refused_before_anything_runs() {
        project.file("migration/afterMigrate.sql", "select '${nobody}';");
        assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("afterMigrate.sql:1: there is no value");
        assertThat(seen(project.database)).isEmpty();
    }

    @Test
    void a_downgrade_has_the_moments_of_undo() {
        project.file("undo/U1__a.sql", sql("1 back")).file("undo/U2__b.sql", sql("2 back"));
        for (String moment : List.of(
                "beforeUndo",
                "beforeEachUndo",
                "beforeEachUndoStatement",
                "afterEachUndo",
                "afterUndo",
                "afterUndoError")) {
            project.file("undo/" + moment + ".sql", sql(moment));
        }
        project.upgrade("head");
        seen(project.database);
        project.downgrade("-1");
        assertThat(seen(project.database))
                .containsExactly(
                        "1 beforeUndo",
                        "2 beforeEachUndo",
                        "2 beforeEachUndoStatement",
                        "2 2 back",
                        "2 afterEachUndo",
                        "3 afterUndo");
        project.file("undo/U1__a.sql", "select nothing;");
        assertThatThrownBy(() -> project.downgrade("base")).isInstanceOf(RefusedException.class);
        assertThat(seen(project.database)).containsExactly("1 beforeUndo", "2 afterUndoError");
    }
}
