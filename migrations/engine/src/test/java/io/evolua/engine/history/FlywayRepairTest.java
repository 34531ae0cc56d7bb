package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.command.Current;
import io.evolua.engine.command.RepairHistory;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.RealFlyway;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not finished, edited or missing, as open-source Flyway sees it, and a history that one of the two repaired. */
class FlywayRepairTest {

    private Project project;
    private TestDatabase database;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder)
                .revision("1", "a", "create table a (id int, b int);", "drop table a;")
                .revision(
                        "2",
                        "i",
                        "create index concurrently a_id on a (id);\ncreate unique index concurrently a_b on a (b);",
                        "drop index concurrently a_b;\ndrop index concurrently missing;\ndrop index concurrently a_id;");
        database = project.database;
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void an_unfinished_script_is_a_failed_one_until_it_is_finished() {
        stopInTheMiddle();
        Flyway flyway = flyway();
        assertThat(states(flyway)).containsExactly(MigrationState.SUCCESS, MigrationState.FAILED);
        assertThatThrownBy(flyway::validate).hasMessageContaining("Detected failed migration to version 2");
        assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);
        database.run("delete from a");
        assertThat(upgrade()).containsExactly("2");
        flyway.validate();
        assertThat(states(flyway)).containsExactly(MigrationState.SUCCESS, MigrationState.SUCCESS);
    }

    @Test
    void flyways_repair_forgets_it() {
        stopInTheMiddle();
        flyway().repair();
        database.run("delete from a; drop index a_id");
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void an_unfinished_way_down_stops_flyway_too() {
        upgrade();
        assertThatThrownBy(() -> project.downgrade("-1")).hasMessageContaining("U2__i.sql:2");
        assertThatThrownBy(() -> flyway().validate()).hasMessageContaining("Detected failed migration to version 2");
        assertThatThrownBy(() -> flyway().migrate()).isInstanceOf(FlywayException.class);
        database.run("create index missing on a (id)");
        project.downgrade("-1");
        flyway("*:pending").validate();
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void what_failed_in_flyway_is_removed_by_repair() {
        project.file("migration/V1__a.sql", "create table a (id int, b int);\ninsert into a values (1, 1), (2, 1);");
        assertThatThrownBy(() -> flyway().migrate()).isInstanceOf(FlywayException.class);
        assertThatThrownBy(this::upgrade)
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(
                        "Version 2 (V2__i.sql) is recorded as failed, by postgres on 2", "evolua repair");
        assertThat(repair(false)).containsExactly("removed V2__i.sql: it was recorded as failed");
        database.run("delete from a; drop index a_id");
        // The INVALID index that Flyway left goes by itself.
        assertThat(upgrade()).containsExactly("2");
        flyway().validate();
    }

    @Test
    void an_edited_script_is_accepted_by_repair_and_flyway_agrees() {
        upgrade();
        project.file("migration/V1__a.sql", "create table a (id int, b int, c int);");
        assertThatThrownBy(() -> flyway().validate()).isInstanceOf(FlywayException.class);
        assertThatThrownBy(this::upgrade)
                .hasMessageContainingAll("V1__a.sql was edited after postgres applied it on 2", "evolua repair");
        assertThat(repair(false))
                .singleElement()
                .asString()
                .matches("realigned V1__a.sql: checksum -?\\d+ becomes -?\\d+");
        flyway().validate();
        assertThat(upgrade()).isEmpty();
        assertThat(repair(true)).isEmpty();
    }

    @Test
    void another_description_is_realigned_as_flyway_does_it() throws IOException {
        upgrade();
        Files.move(
                project.scripts.resolve("migration/V1__a.sql"), project.scripts.resolve("migration/V1__the_first.sql"));
        Files.move(project.scripts.resolve("undo/U1__a.sql"), project.scripts.resolve("undo/U1__the_first.sql"));
        assertThat(repair(false)).containsExactly("realigned V1__a.sql: description \"a\" becomes \"the first\"");
        flyway().validate();
    }

    @Test
    void a_missing_script_is_recorded_as_deleted_only_on_demand_and_flyway_agrees() {
        upgrade();
        project.delete("migration/V1__a.sql");
        project.delete("undo/U1__a.sql");
        assertThatThrownBy(this::upgrade)
                .hasMessageContainingAll("its script V1__a.sql is missing", "evolua repair --delete-missing");
        assertThat(repair(false)).isEmpty();
        assertThat(repair(true)).containsExactly("deleted V1__a.sql: its script is missing");
        flyway().validate();
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void a_database_ahead_of_the_scripts_says_so_with_both_ways_out() {
        upgrade();
        project.delete("migration/V2__i.sql");
        project.delete("undo/U2__i.sql");
        assertThatThrownBy(this::upgrade)
                .hasMessageContainingAll(
                        "ahead of these scripts: V2__i.sql", "scripts of the newer version", "--delete-missing");
    }

    @Test
    void a_repeatable_script_that_failed_in_flyway_is_refused_until_repaired() {
        project.upgrade("head");
        project.file("migration/R__v.sql", "select 1;\nvacuum nowhere;")
                .file("migration/R__v.sql.conf", "executeInTransaction=false");
        assertThatThrownBy(() -> flyway().migrate()).hasMessageContaining("nowhere");
        project.file("migration/R__v.sql", "vacuum a;").file("migration/V3__c.sql", "create table c ();");
        assertThat(new Current(project.context).run().unfinished()).containsExactly("R__v.sql");
        assertThatThrownBy(this::upgrade)
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(
                        "The repeatable script R__v.sql is recorded as failed, by postgres on 2", "evolua repair");
        assertThat(repair(false)).containsExactly("removed R__v.sql: it was recorded as failed");
        assertThat(upgrade()).containsExactly("3");
        flyway().validate();
        assertThat(flyway().migrate().migrationsExecuted).isZero();
    }

    @Test
    void a_repeatable_script_that_is_missing_is_recorded_as_deleted_on_demand_and_flyway_agrees() {
        project.file("migration/R__v.sql", "create view v as select 1;");
        upgrade();
        project.delete("migration/R__v.sql");
        assertThatThrownBy(() -> flyway().validate()).hasMessageContaining("not resolved locally: v");
        assertThat(new Current(project.context).run().unknown()).containsExactly("R__v.sql");
        assertThatThrownBy(this::upgrade)
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("R__v.sql ran, and is missing", "evolua repair --delete-missing");
        assertThat(repair(false)).isEmpty();
        assertThat(repair(true)).containsExactly("deleted R__v.sql: its script is missing");
        flyway().validate();
        assertThat(upgrade()).isEmpty();
        project.file("migration/R__v.sql", "create or replace view v as select 1;");
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(new Current(project.context).run().upToDate()).isTrue();
    }

    @Test
    void the_checksum_of_a_repeatable_scripts_file_counts_and_is_realigned_as_flyway_does_it() {
        project.file("migration/R__v.sql", "create or replace view v as select '${flyway:database}' as d;");
        upgrade();
        List<String> rows = project.rows();
        String file = project.query("select checksum from flyway_schema_history where version is null")
                .get(0);
        String raw = checksum("migration/R__v.sql");
        assertThat(file).isNotEqualTo(raw);
        database.run("update flyway_schema_history set checksum = " + raw + " where version is null");
        assertThatThrownBy(() -> flyway().migrate()).hasMessageContainingAll("checksum mismatch", "run repair");
        assertThat(new Current(project.context).run().upToDate()).isTrue();
        flyway().repair();
        assertThat(project.rows()).isEqualTo(rows);
        database.run("update flyway_schema_history set checksum = " + raw + " where version is null");
        assertThat(repair(false)).containsExactly("realigned R__v.sql: checksum " + raw + " becomes " + file);
        assertThat(project.rows()).isEqualTo(rows);
        project.file("migration/R__v.sql", "create or replace view v as select '2' as d;");
        assertThat(repair(false)).as("what changed runs again").isEmpty();
    }

    /** Of a file without its placeholders replaced. */
    private String checksum(String file) {
        return ScriptDirectory.load(project.scripts).others().repeatable().stream()
                .filter(script -> script.file().endsWith(file))
                .map(script -> String.valueOf(script.checksum()))
                .findFirst()
                .orElseThrow();
    }

    private void stopInTheMiddle() {
        project.upgrade("1");
        database.run("insert into a values (1, 1), (2, 1)");
        assertThatThrownBy(this::upgrade).hasMessageContaining("V2__i.sql:2");
    }

    private List<String> upgrade() {
        return project.upgrade("head");
    }

    private List<String> repair(boolean deleteMissing) {
        return new RepairHistory(project.context)
                .run(new Repair.Wish(deleteMissing, false, Optional.empty())).changes().stream()
                        .map(each -> each.action() + " " + each.script() + ": " + each.detail())
                        .toList();
    }

    private Flyway flyway(String... ignored) {
        return RealFlyway.on(database, project.scripts, settings -> settings.ignoreMigrationPatterns(ignored));
    }

    private static List<MigrationState> states(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).map(info -> info.getState()).toList();
    }
}
