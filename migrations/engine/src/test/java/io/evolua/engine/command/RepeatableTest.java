package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Placeholders;
import io.evolua.engine.revision.Placeholders.Syntax;
import java.nio.file.Path;
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
