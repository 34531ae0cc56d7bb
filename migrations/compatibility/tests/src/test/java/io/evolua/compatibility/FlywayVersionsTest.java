package io.evolua.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.command.Baseline;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.RepairHistory;
import io.evolua.engine.command.Squash;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.FirstBaseline;
import io.evolua.engine.history.Repair;
import io.evolua.engine.revision.MigrationClasses;
import io.evolua.engine.revision.Placeholders;
import io.evolua.engine.revision.ScriptFolders;
import io.evolua.engine.testing.JavaSources;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Open-source Flyway of every maintained version and the engine take turns on one database, in both orders. */
class FlywayVersionsTest {

    private Project project;
    private TestDatabase database;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder).table("1", "a").table("2", "b").table("3", "c");
        database = project.database;
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_rows_are_the_same_whoever_wrote_them(FlywayVersion flyway) {
        flyway.run("migrate", settings());
        List<String> written = project.rows();
        database.run("drop table flyway_schema_history, a, b, c");
        new Upgrade(project.context).run("head");
        assertThat(project.rows()).isEqualTo(written).hasSize(3);
        flyway.run("validate", settings());
    }

    @ParameterizedTest
    @EnumSource
    void flyway_first_then_evolua(FlywayVersion flyway) {
        assertThat(flyway.run("migrate", settings())).containsExactly("1", "2", "3");
        assertThat(project.upgrade("head")).isEmpty();
        project.table("4", "d");
        assertThat(project.upgrade("head")).containsExactly("4");
        assertThat(flyway.run("info", settings())).contains("1 SUCCESS", "4 SUCCESS");
        assertThat(project.downgrade("2")).containsExactly("4", "3");
        assertThat(flyway.run("pending", settings())).containsExactly("3 PENDING", "4 PENDING");
        assertThatThrownBy(() -> flyway.run("validate", settings())).hasMessageContaining("not applied");
        assertThat(flyway.run("migrate", settings())).containsExactly("3", "4");
        flyway.run("validate", settings());
        assertThat(project.upgrade("head")).isEmpty();
        assertThat(project.current()).containsExactly("4");
    }

    @ParameterizedTest
    @EnumSource
    void evolua_first_then_flyway(FlywayVersion flyway) {
        assertThat(project.upgrade("head")).hasSize(3);
        flyway.run("validate", settings());
        assertThat(flyway.run("info", settings())).containsExactly("1 SUCCESS", "2 SUCCESS", "3 SUCCESS");
        assertThat(flyway.run("migrate", settings())).isEmpty();
        project.table("4", "d");
        assertThat(flyway.run("migrate", settings())).containsExactly("4");
        assertThat(project.downgrade("base")).containsExactly("4", "3", "2", "1");
        assertThat(flyway.run("pending", settings())).hasSize(4);
        assertThat(project.upgrade("head")).hasSize(4);
        assertThat(flyway.run("repair", settings())).isEmpty();
        flyway.run("validate", settings());
        assertThat(flyway.run("migrate", settings())).isEmpty();
        assertThat(project.upgrade("head")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_stamped_counts_for_both(FlywayVersion flyway) {
        project.stamp("2");
        assertThat(flyway.run("pending", settings())).containsExactly("3 PENDING");
        assertThat(flyway.run("migrate", settings())).containsExactly("3");
        project.stamp("head");
        flyway.run("validate", settings());
        project.stamp("base");
        assertThat(flyway.run("pending", settings())).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_made_one_is_one_for_flyway(FlywayVersion flyway) {
        assertThat(flyway.run("migrate", settings())).hasSize(3);
        new Squash(project.context).run("1:3", Optional.empty());
        project.upgrade("head");
        assertThat(flyway.run("migrate", settings())).isEmpty();
        flyway.run("validate", settings());
        assertThat(project.downgrade("base")).containsExactly("3");
        assertThat(flyway.run("migrate", settings())).containsExactly("3");
        flyway.run("validate", settings());
    }

    @ParameterizedTest
    @EnumSource
    void flyways_baseline_is_one_for_evolua(FlywayVersion flyway) {
        database.run("create table a (id int); create table b (id int)");
        flyway.run("baseline", settings("flyway.baselineVersion", "2"));
        assertThat(project.current()).containsExactly("2");
        assertThat(project.upgrade("head")).containsExactly("3");
        flyway.run("validate", settings());
        assertThat(project.downgrade("-1")).containsExactly("3");
        assertThatThrownBy(() -> project.downgrade("base")).isInstanceOf(RefusedException.class);
        assertThat(flyway.run("migrate", settings())).containsExactly("3");
    }

    @ParameterizedTest
    @EnumSource
    void flyways_repair_of_an_edited_and_a_missing_script_is_understood(FlywayVersion flyway) {
        project.upgrade("head");
        project.file("migration/V3__create_c.sql", "create table c (id int); -- edited");
        project.delete("migration/V2__create_b.sql");
        project.delete("undo/U2__create_b.sql");
        assertThatThrownBy(() -> project.upgrade("head")).hasMessageContainingAll("was edited", "V2__create_b.sql");
        assertThatThrownBy(() -> flyway.run("validate", settings())).hasMessageContaining("checksum mismatch");
        assertThat(flyway.run("repair", settings())).contains("aligned 3");
        assertThat(project.history()).containsExactly("1 1 SQL", "2 2 SQL", "3 3 SQL", "4 2 DELETE");
        flyway.run("validate", settings());
        assertThat(project.upgrade("head")).isEmpty();
        assertThat(project.current()).containsExactly("3");
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_flyway_recorded_as_failed_is_refused_until_repaired(FlywayVersion flyway) {
        project.upgrade("head");
        project.file("migration/V4__broken.sql", "select 1;\nvacuum nowhere;");
        project.file("migration/V4__broken.sql.conf", "executeInTransaction=false");
        assertThatThrownBy(() -> flyway.run("migrate", settings())).hasMessageContaining("nowhere");
        assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("recorded as failed");
        project.file("migration/V4__broken.sql", "vacuum a;");
        assertThat(flyway.run("repair", settings())).containsExactly("removed 4");
        assertThat(project.upgrade("head")).containsExactly("4");
        flyway.run("validate", settings());
    }

    @ParameterizedTest
    @EnumSource
    void branches_need_flyways_out_of_order(FlywayVersion flyway) {
        project.upgrade("head");
        project.file("migration/V5__right.sql", "-- revises: 3\n-- branch: right\ncreate table e (id int);");
        project.file("undo/U5__right.sql", "drop table e;");
        assertThat(project.upgrade("heads")).containsExactly("5");
        project.file("migration/V4__left.sql", "-- revises: 3\n-- branch: left\ncreate table d (id int);");
        project.file("undo/U4__left.sql", "drop table d;");
        assertThatThrownBy(() -> flyway.run("migrate", settings())).hasMessageContaining("outOfOrder");
        assertThat(project.upgrade("heads")).containsExactly("4");
        flyway.run("validate", settings());
        assertThat(project.downgrade("left@-1")).containsExactly("4");
        assertThat(flyway.run("migrate", settings("flyway.outOfOrder", "true"))).containsExactly("4");
        assertThat(flyway.run("info", settings())).contains("4 OUT_OF_ORDER");
        assertThat(project.upgrade("heads")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void evoluas_baseline_is_one_for_flyway(FlywayVersion flyway) {
        database.run("create table a (id int); create table b (id int)");
        new Baseline(project.context).run("2");
        flyway.run("baseline", settings("flyway.baselineVersion", "2"));
        assertThat(flyway.run("pending", settings())).containsExactly("3 PENDING");
        assertThat(flyway.run("migrate", settings())).containsExactly("3");
        assertThat(project.upgrade("head")).isEmpty();
        flyway.run("validate", settings());
    }

    @ParameterizedTest
    @EnumSource
    void baseline_and_repeatable_scripts_ran_for_both(FlywayVersion flyway) {
        project.file("migration/B2__both.sql", "create table a (id int); create table b (id int);");
        project.file("migration/R__views.sql", "create or replace view v as select '${x}' as x from c;");
        Map<String, String> settings = settings("flyway.placeholders.x", "y");
        flyway.run("migrate", settings);
        List<String> written = project.rows();
        database.run("drop table flyway_schema_history, a, b, c cascade");
        project.context = project.context.withPlaceholders(
                new Placeholders(Placeholders.Syntax.DEFAULT, Map.of("x", "y"), Map::of));
        assertThat(project.upgrade("head")).containsExactly("3");
        assertThat(project.rows()).isEqualTo(written).hasSize(3);
        flyway.run("validate", settings);
        assertThat(flyway.run("migrate", settings)).isEmpty();
        project.file("migration/R__views.sql", "create or replace view v as select '${x}' as x;");
        assertThat(flyway.run("migrate", settings)).containsExactly("views");
        assertThat(new Upgrade(project.context).run("head").remarks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void callbacks_run_at_the_same_moments(FlywayVersion flyway) {
        for (String moment : List.of(
                "beforeValidate",
                "afterValidate",
                "afterValidateError",
                "beforeCreateSchema",
                "createSchema",
                "beforeBaseline",
                "afterBaseline",
                "beforeMigrate",
                "beforeEachMigrate",
                "beforeEachMigrateStatement",
                "afterEachMigrateStatement",
                "afterEachMigrate",
                "afterVersioned",
                "beforeRepeatables",
                "afterMigrateApplied",
                "afterMigrate",
                "afterMigrateOperationFinish",
                "beforeRepair",
                "afterRepair")) {
            project.file("migration/" + moment + ".sql", "insert into other.log (what) values ('" + moment + "');");
        }
        project.file("migration/R__view.sql", "select 1;\ncreate or replace view v as select 1;");
        String log = "create schema other; create table other.log (n serial, what text)";
        Map<String, String> settings = settings("flyway.baselineOnMigrate", "true");
        project.context = project.context.withSettings(
                project.context.settings().withFirstBaseline(FirstBaseline.of("1", FirstBaseline.DESCRIPTION)));
        try (TestDatabase other = TestDatabase.create()) {
            settings.put("flyway.url", other.jdbcUrl());
            for (TestDatabase each : List.of(other, database)) {
                each.run(log + "; create table a ()");
            }
            flyway.run("migrate", settings);
            project.upgrade("head");
            assertSameLog(other, 26);
            assertThat(project.rows()).isEqualTo(Project.rows(other)).hasSize(4);
            project.file("migration/V2__create_b.sql", "select 'edited'");
            assertThatThrownBy(() -> flyway.run("migrate", settings)).hasMessageContaining("checksum mismatch");
            assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("was edited");
            flyway.run("repair", settings);
            new RepairHistory(project.context).run(new Repair.Wish(false, false, Optional.empty()));
            assertSameLog(other, 30);
            assertThat(project.rows()).isEqualTo(Project.rows(other));
        }
    }

    private void assertSameLog(TestDatabase other, int size) {
        String log = "select what from other.log order by n";
        assertThat(project.query(log)).isEqualTo(Project.query(other, log)).hasSize(size);
    }

    @ParameterizedTest
    @EnumSource
    void migrations_in_java_are_the_same_for_both(FlywayVersion flyway, @TempDir Path folder) throws IOException {
        Path classes = javaMigrations(folder);
        List<Path> places = new ArrayList<>(List.of(classes));
        places.addAll(flyway.jars());
        project.context = CommandContext.of(ScriptFolders.of(project.scripts)
                        .withClasses(new MigrationClasses(places, List.of("db.migration"))))
                .withDatabase(DatabaseUrl.parse(database.url()));
        Map<String, String> settings = settings(
                "flyway.locations", "filesystem:" + project.scripts.resolve("migration") + ",classpath:db/migration");
        assertThat(flyway.run("migrate", settings, classes))
                .containsExactly("1", "2", "2.5", "2.6", "3", "Always", "With checksum");
        List<String> written = project.rows();
        List<String> rows = project.query("select * from a");
        assertThat(rows)
                .singleElement()
                .asString()
                .startsWith("2 flyway-core-" + flyway.name().substring(7) + ".");
        assertThat(new Upgrade(project.context).run("head").steps()).isEmpty();
        assertThat(project.rows()).isEqualTo(written).hasSize(7);

        assertThat(project.downgrade("2")).containsExactly("3", "2.6", "2.5");
        assertThat(project.query("select * from a")).isEmpty();
        assertThat(flyway.run("pending", settings, classes)).contains("2.5 PENDING", "2.6 PENDING", "3 PENDING");
        assertThat(flyway.run("migrate", settings, classes)).contains("2.5", "2.6", "3");
        flyway.run("validate", settings, classes);

        database.run("drop table flyway_schema_history, a, b, c cascade");
        assertThat(project.upgrade("head")).containsExactly("1", "2", "2.5", "2.6", "3");
        assertThat(project.rows()).isEqualTo(written);
        assertThat(project.query("select * from a")).isEqualTo(rows);
        flyway.run("validate", settings, classes);
        assertThat(flyway.run("migrate", settings, classes)).isEmpty();
        assertThat(flyway.run("repair", settings, classes)).isEmpty();
        assertThat(project.upgrade("head")).isEmpty();
    }

    /** Versions 2.5 and 2.6, the latter with a checksum and outside a transaction, and repeatable ones. */
    private Path javaMigrations(Path folder) throws IOException {
        JavaSources java = new JavaSources(folder);
        java.migration("db.migration.V2_5__Add_column", """
                String jar = String.valueOf(org.flywaydb.core.Flyway.class.getProtectionDomain().getCodeSource().getLocation());
                try (Statement statement = context.getConnection().createStatement()) {
                    statement.execute("alter table a add jar text");
                    statement.execute("insert into a values (2, '" + jar.substring(jar.lastIndexOf('/') + 1) + "')");
                }
                """);
        java.migration(
                "db.migration.sub.V2_6__Outside",
                "context.getConnection().createStatement().execute(\"create index concurrently on a (id)\");",
                """
                public Integer getChecksum() { return -42; }
                public boolean canExecuteInTransaction() { return false; }
                public String getDescription() { return "in other words"; }
                """);
        java.migration("db.migration.R__With_checksum", "", "public Integer getChecksum() { return 7; }");
        java.migration("db.migration.R__Always", "");
        project.file("undo/U2.5__Add_column.sql", "delete from a; alter table a drop jar;");
        project.file("undo/U2.6__Outside.sql", "drop index a_id_idx;");
        return java.classes();
    }

    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "flyway.url",
                database.jdbcUrl(),
                "flyway.locations",
                "filesystem:" + project.scripts.resolve("migration"),
                "flyway.validateMigrationNaming",
                "true",
                "flyway.postgresql.transactional.lock",
                "false"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }
}
