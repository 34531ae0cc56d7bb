package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Placeholders;
import io.evolua.engine.revision.Placeholders.Syntax;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.RealFlyway;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatableTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.table("1", "a");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private List<String> remarks(String target) {
        return new Upgrade(project.context).run(target).remarks();
    }

    private List<String> rows() {
        return project.query("select version, description, type, script, success from flyway_schema_history"
                + " order by installed_rank");
    }

    @Test
    void they_run_after_the_revisions_in_the_order_of_their_words_and_again_when_they_changed() {
        project.file("migration/R__b_second.sql", "create or replace view b as select * from c;");
        project.file("migration/sub/R__a_first.sql", "create or replace view c as select id from a;");
        assertThat(remarks("head")).containsExactly("Ran repeatable scripts: sub/R__a_first.sql, R__b_second.sql");
        assertThat(rows())
                .containsExactly(
                        "1 create a SQL V1__create_a.sql t",
                        "null a first SQL sub/R__a_first.sql t",
                        "null b second SQL R__b_second.sql t");
        assertThat(remarks("head")).isEmpty();
        project.file("migration/R__b_second.sql", "create or replace view b as select *, 1 as one from c;");
        assertThat(new Current(project.context).run().repeatable()).containsExactly("R__b_second.sql");
        assertThat(remarks("head")).containsExactly("Ran repeatable scripts: R__b_second.sql");
        assertThat(new Current(project.context).run().repeatable()).isEmpty();
        assertThat(rows()).hasSize(4);
    }

    @Test
    void the_history_lists_them_after_the_versions_as_flyway_does() {
        project.file("migration/R__b.sql", "create or replace view b as select 1;");
        project.file("migration/R__a.sql", "create or replace view a_view as select 1;");
        assertThat(states(CommandContext.of(project.scripts))).containsExactly("R__a.sql UNKNOWN", "R__b.sql UNKNOWN");
        assertThat(states(project.context)).containsExactly("R__a.sql PENDING", "R__b.sql PENDING");
        assertThat(flyways()).containsExactly("V1__create_a.sql Pending", "R__a.sql Pending", "R__b.sql Pending");
        remarks("head");
        project.file("migration/R__b.sql", "create or replace view b as select 1; -- again");
        assertThat(states(project.context)).containsExactly("R__a.sql APPLIED", "R__b.sql OUTDATED");
        assertThat(flyways())
                .containsExactly(
                        "V1__create_a.sql Success", "R__a.sql Success", "R__b.sql Outdated", "R__b.sql Pending");
        assertThat(new History(project.context).run().repeatable().get(1).installedOn())
                .isPresent();
        assertThat(new History(project.context).run("1:1").repeatable())
                .as("a part")
                .isEmpty();
    }

    private static List<String> states(CommandContext context) {
        return new History(context)
                .run().repeatable().stream()
                        .map(each -> each.script() + " " + each.state())
                        .toList();
    }

    private List<String> flyways() {
        return Arrays.stream(
                        RealFlyway.on(project.database, project.scripts).info().all())
                .map(info -> info.getScript() + " " + info.getState().getDisplayName())
                .toList();
    }

    @Test
    void a_dry_run_tells_of_them() {
        project.table("2", "b").file("migration/R__v.sql", "create or replace view v as select 1;");
        DryRun dryRun = new DryRun(project.context);
        assertThat(dryRun.upgrade("1").remarks()).singleElement().asString().contains("no revision is pending", "R__v");
        assertThat(dryRun.upgrade("head").remarks()).containsExactly("Repeatable scripts run: R__v.sql");
        remarks("head");
        assertThat(dryRun.upgrade("head").remarks()).isEmpty();
    }

    @Test
    void a_check_finds_those_that_are_pending() {
        project.file("migration/R__v.sql", "create or replace view v as select 1;");
        project.upgrade("head");
        Check check = new Check(project.context, ModelSettings.none());
        Source database = Source.parse("database");
        assertThat(check.run(database, database).passed()).isTrue();
        project.file("migration/R__v.sql", "create or replace view v as select 2;");
        Check.Result result = check.run(database, database);
        assertThat(result.passed()).isFalse();
        assertThat(result.repeatable()).containsExactly("R__v.sql");
        assertThat(result.pending()).isEmpty();
    }

    @Test
    void they_wait_until_no_revision_is_pending() {
        project.table("2", "b").file("migration/R__v.sql", "create view v as select * from b;");
        assertThat(remarks("1")).singleElement().asString().contains("no revision is pending", "R__v.sql");
        assertThat(remarks("head")).containsExactly("Ran repeatable scripts: R__v.sql");
    }

    @Test
    void a_downgrade_leaves_them() {
        project.file("migration/R__v.sql", "create or replace view v as select 1;");
        remarks("head");
        project.downgrade("base");
        assertThat(project.query("select * from v")).containsExactly("1");
        assertThat(remarks("head")).isEmpty();
    }

    @Test
    void one_that_fails_leaves_nothing_of_itself() {
        project.file("migration/R__a.sql", "create view v as select 1;");
        project.file("migration/R__b.sql", "create table t ();\nselect nothing;");
        assertThatThrownBy(() -> remarks("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("R__b.sql:2: select nothing", "Nothing of this script remains");
        assertThat(project.tables()).containsExactly("a");
        assertThat(rows()).hasSize(2);
        project.file("migration/R__b.sql", "create table t ();");
        assertThat(remarks("head")).containsExactly("Ran repeatable scripts: R__b.sql");
    }

    @Test
    void another_value_of_a_placeholder_makes_them_run_again() {
        project.file("migration/R__v.sql", "create or replace view v as select '${x}';");
        for (String value : List.of("one", "two", "two")) {
            new Upgrade(project.context.withPlaceholders(new Placeholders(Syntax.DEFAULT, Map.of("x", value), Map::of)))
                    .run("head");
        }
        assertThat(project.query("select * from v")).containsExactly("two");
        assertThat(rows()).hasSize(3);
    }
}
