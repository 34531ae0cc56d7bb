package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.evolua.engine.RefusedException;
import io.evolua.engine.history.PlannedStep;
import io.evolua.engine.safety.LockMode;
import io.evolua.engine.safety.Outlook;
import io.evolua.engine.safety.Work;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says what will happen to the tables that are there, and nothing happens to them. */
class DryRunTest {

    private static final String FILES =
            "select oid, relfilenode, relname from pg_class where relname !~ '^pg_' order by 1";

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.revision("1", "tables", """
                create table parent (id int primary key);
                create table t (id int primary key, v varchar(10), w varchar(10), n int, parent int references parent);
                create index t_n on t (n);
                insert into t (id) select generate_series(1, 100);
                """, "drop table t; drop table parent;");
        project.upgrade("head");
        project.database.run("analyze t");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    private DryRun.Step next(String up) {
        project.revision("2", "next", up, "");
        List<DryRun.Step> steps = new DryRun(project.context).upgrade("head").steps();
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    private static List<String> words(DryRun.Step step) {
        return step.statements().stream()
                .map(statement -> statement.tables().stream()
                        .map(table -> table.table() + " " + table.lock() + " " + table.work())
                        .collect(Collectors.joining("; ")))
                .toList();
    }

    @Test
    void types_that_are_changed_without_touching_rows_are_measured() {
        DryRun.Step step = next("""
                alter table t alter v type varchar(20);
                alter table t alter w type varchar(5);
                alter table t alter n set not null, add c int default 3;
                alter table t add check (n > 0) not valid;
                alter table t add foreign key (n) references parent;
                create index i on t (n);
                """);
        assertThat(step.inTransaction()).isTrue();
        assertThat(words(step))
                .containsExactly(
                        "t ACCESS_EXCLUSIVE METADATA",
                        "t ACCESS_EXCLUSIVE REWRITE",
                        "t ACCESS_EXCLUSIVE SCAN",
                        "t ACCESS_EXCLUSIVE METADATA",
                        "t SHARE_ROW_EXCLUSIVE SCAN; parent SHARE_ROW_EXCLUSIVE SCAN",
                        "t SHARE INDEX");
        assertThat(step.statements())
                .extracting(statement -> statement.instead().isPresent())
                .containsExactly(false, true, true, false, true, true);
        Outlook.OnTable table = step.statements().get(0).tables().get(0);
        assertThat(table.rows()).isEqualTo(OptionalLong.of(100));
        assertThat(table.bytes()).isGreaterThan(8192);
    }

    @Test
    void nothing_is_changed() {
        List<String> before = CatalogDump.of(project.database);
        List<String> files = project.query(FILES);
        next("create schema app; alter table t drop column v; create table u (id int references t);"
                + " drop table t cascade;");
        new DryRun(project.context).downgrade("base");
        new DryRun(project.context).stamp(List.of("base"), false);
        assertThat(CatalogDump.of(project.database)).isEqualTo(before);
        assertThat(project.query(FILES)).isEqualTo(files);
        assertThat(project.history()).hasSize(1);
    }

    @Test
    void new_tables_are_in_nobodys_way_and_renamed_ones_are_known() {
        DryRun.Step step = next("create table u (id int); create index on u (id); alter table t rename to s;"
                + " create index on s (id); drop index t_n; update s set n = 1;");
        assertThat(words(step))
                .containsExactly(
                        "",
                        "",
                        "t ACCESS_EXCLUSIVE METADATA",
                        "s SHARE INDEX",
                        "t ACCESS_EXCLUSIVE METADATA",
                        "s ROW_EXCLUSIVE SCAN");
        assertThat(step.statements().get(3).tables().get(0).rows()).isEqualTo(OptionalLong.of(100));
    }

    @Test
    void what_is_touched_and_not_named_is_found() {
        assertThat(words(next("alter table t drop constraint t_parent_fkey; drop table t;")))
                .containsOnly("t ACCESS_EXCLUSIVE METADATA; parent ACCESS_EXCLUSIVE METADATA");
    }

    @Test
    void guards_are_asked_and_violations_shown_not_refused() {
        DryRun.Step step = next("""
                -- guard: no row of t has v null: select count(*) from t where v is null
                alter table t alter v set not null;
                update t set w = '';
                -- guard: no row of t has w null: select count(*) from t where w is null
                alter table t alter w set not null;
                """);
        assertThat(step.guards())
                .extracting(asked -> asked.guard().line(), PlannedStep.Asked::rows)
                .containsExactly(tuple(1, Optional.of(100L)), tuple(4, Optional.empty()));
    }

    @Test
    void what_cannot_be_tried_is_told_by_its_words() {
        project.up(
                "2",
                "fails",
                "select 1 / (select count(*) from t where id > 100); alter table t alter v type varchar(20);");
        DryRun.Result result = new DryRun(project.context).upgrade("head");
        assertThat(result.remarks()).singleElement().asString().contains("division by zero");
        assertThat(words(result.steps().get(0))).contains("t ACCESS_EXCLUSIVE REWRITE");
    }

    @Test
    void a_script_outside_a_transaction_is_told_as_such() {
        DryRun.Step step = next("create index concurrently i on t (n);");
        assertThat(step.inTransaction()).isFalse();
        assertThat(step.statements().get(0).tables())
                .extracting(Outlook.OnTable::lock, Outlook.OnTable::work)
                .containsExactly(tuple(LockMode.SHARE_UPDATE_EXCLUSIVE, Work.INDEX));
    }

    @Test
    void it_refuses_what_the_command_refuses_and_a_stamp_has_no_statements() {
        project.up("1", "tables", "create table other ();");
        assertThatThrownBy(() -> new DryRun(project.context).upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("edited");
        DryRun.Result stamp = new DryRun(project.context).stamp(List.of("base"), false);
        assertThat(stamp.steps())
                .extracting(step -> step.step().id() + " " + step.step().up())
                .containsExactly("1 false");
    }
}
