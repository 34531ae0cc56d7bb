package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.history.FirstBaseline;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.RealFlyway;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.table("1", "a").table("2", "b").table("3", "c");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Flyway flyway(TestDatabase database) {
        return flyway(database, settings -> settings);
    }

    private Flyway flyway(TestDatabase database, UnaryOperator<FluentConfiguration> more) {
        return RealFlyway.on(database, project.scripts, settings -> more.apply(settings.baselineVersion("2")));
    }

    @Test
    void the_row_is_flyways_and_what_it_covers_counts_as_applied() throws Exception {
        assertThat(new Baseline(project.context).run("2").written()).isTrue();
        assertThat(new Baseline(project.context).run("2").written()).isFalse();
        try (TestDatabase other = TestDatabase.create()) {
            flyway(other).baseline();
            assertThat(Project.rows(project.database))
                    .isEqualTo(Project.rows(other))
                    .hasSize(1);
        }
        flyway(project.database).baseline();
        assertThat(project.current()).containsExactly("2");
        assertThat(project.upgrade("head")).containsExactly("3");
        flyway(project.database).validate();
    }

    @Test
    void a_history_that_holds_something_is_refused() {
        project.upgrade("1");
        assertThatThrownBy(() -> new Baseline(project.context).run("2", "later"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("not empty", "V1__create_a.sql", "evolua stamp");
        assertThatThrownBy(() -> new Baseline(project.context).run("two")).isInstanceOf(UsageException.class);
    }

    @Test
    void an_empty_history_begins_with_the_newest_baseline_script() throws Exception {
        project.file("migration/B1__old.sql", "select nothing;");
        project.file("migration/B2__both.sql", "create table a (id int);\ncreate table b (id int);");
        RunResult result = new Upgrade(project.context).run("head");
        assertThat(Project.ids(result)).containsExactly("3");
        assertThat(result.remarks()).singleElement().asString().contains("Began with B2__both.sql", "up to 2");
        assertThat(project.tables()).containsExactly("a", "b", "c");
        try (TestDatabase other = TestDatabase.create()) {
            flyway(other).migrate();
            assertThat(Project.rows(project.database))
                    .isEqualTo(Project.rows(other))
                    .hasSize(2);
        }
        Flyway flyway = flyway(project.database);
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(project.downgrade("2")).containsExactly("3");
        assertThatThrownBy(() -> project.downgrade("1")).hasMessageContaining("begins with a baseline");
        assertThat(project.upgrade("head")).containsExactly("3");
    }

    @Test
    void it_may_be_all_there_is_to_run() {
        project.file("migration/B3__all.sql", "create table a (); create table b (); create table c ();");
        project.file("migration/R__v.sql", "create view v as select * from c;");
        RunResult result = new Upgrade(project.context).run("head");
        assertThat(result.steps()).isEmpty();
        assertThat(result.current()).extracting(RevisionInfo::id).containsExactly("3");
        assertThat(result.remarks()).contains("Ran repeatable scripts: R__v.sql");
        assertThat(project.current()).containsExactly("3");
    }

    @Test
    void other_histories_and_nearer_targets_pass_it_over() {
        project.file("migration/B3__all.sql", "select nothing;");
        assertThat(project.upgrade("2")).containsExactly("1", "2");
        assertThat(project.upgrade("head")).containsExactly("3");
    }

    /** Of {@code baselineOnMigrate}. */
    private Upgrade beginning(String version) {
        return new Upgrade(project.context.withSettings(
                project.context.settings().withFirstBaseline(FirstBaseline.of(version, FirstBaseline.DESCRIPTION))));
    }

    /** What a schema may hold beside its history when its first upgrade comes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "create table t ()",
                "create view v as select 1",
                "create sequence s",
                "create type mood as enum ('ok')",
                "create domain d as int",
                "create function f() returns int language sql return 1",
                "create extension citext",
                "create schema other create table t ()"
            })
    void a_history_begins_with_a_baseline_where_flyways_does(String holds) throws Exception {
        try (TestDatabase other = TestDatabase.create()) {
            other.run(holds);
            project.database.run(holds);
            flyway(other, settings -> settings.baselineOnMigrate(true)).migrate();
            boolean covered = Project.rows(other).size() == 2;
            RunResult result = beginning("2").run("head");
            assertThat(Project.ids(result)).hasSize(covered ? 1 : 3);
            assertThat(Project.rows(project.database)).isEqualTo(Project.rows(other));
            assertThat(result.remarks()).hasSize(covered ? 1 : 0);
        }
    }

    @Test
    void a_history_that_is_there_already_is_gone_on_with() {
        project.upgrade("1");
        project.downgrade("base");
        project.database.run("create table t ()");
        assertThat(Project.ids(beginning("2").run("head"))).containsExactly("1", "2", "3");
    }

    @Test
    void a_first_baseline_is_foreseen_by_a_dry_run_and_goes_before_baseline_scripts() {
        project.file("migration/B3__all.sql", "select nothing;");
        project.database.run("create table a (); create table b ()");
        DryRun.Result plan = new DryRun(project.context.withSettings(
                        project.context.settings().withFirstBaseline(FirstBaseline.of("2", "here"))))
                .upgrade("head");
        assertThat(plan.steps()).extracting(step -> step.step().id()).containsExactly("3");
        assertThat(plan.remarks()).first().asString().contains("begins with a baseline at version 2");
        assertThat(Project.ids(beginning("2").run("head"))).containsExactly("3");
        assertThat(project.history()).containsExactly("1 2 BASELINE", "2 3 SQL");
    }

    @Test
    void without_the_setting_nothing_is_taken_for_granted() {
        project.database.run("create table t ()");
        assertThat(project.upgrade("head")).containsExactly("1", "2", "3");
    }
}
