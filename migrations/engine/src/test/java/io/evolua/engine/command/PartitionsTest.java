package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Rename;
import io.evolua.engine.selection.Selection;
import io.evolua.engine.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions in a project: jobs make them beside the revisions, and rows can be in the way. */
class PartitionsTest {

    private static final String LOG = "create table log (id int not null, at date) partition by range (at);";
    private static final String Y25 =
            "create table y25 partition of log for values from ('2025-01-01') to ('2026-01-01');";
    private static final String Y26 =
            "create table y26 partition of log for values from ('2026-01-01') to ('2027-01-01');";
    private static final String REST = "create table rest partition of log default;";

    private final Project project;

    PartitionsTest(@TempDir Path folder) {
        this.project = new Project(folder);
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void those_of_jobs_are_neither_dropped_nor_listed() {
        project.revision("1", "log", LOG + Y25, "drop table log;").upgrade("head");
        project.database.run(
                Y26 + "create index own on y26 (id); create function f() returns trigger language plpgsql as"
                        + " 'begin return new; end'; create trigger g before insert on y26 for each row execute function f();"
                        + "create policy p on y26; grant select on y26 to pg_monitor; comment on table y26 is 'x'");
        for (boolean dropUnmanaged : List.of(false, true)) {
            String function = dropUnmanaged
                    ? "create function f() returns trigger language plpgsql as 'begin return new; end';"
                    : "";
            ModelSettings settings = ModelSettings.none().withDropUnmanaged(dropUnmanaged);
            Diff.Result result = new Diff(project.context, settings).run(database(), target(LOG + function));
            assertThat(result.sql()).isEmpty();
            assertThat(result.unmanaged().objects().stream().map(Object::toString))
                    .isSubsetOf("f()");
        }
    }

    @Test
    void who_drops_the_table_drops_its_partitions_and_the_way_back_brings_them() {
        project.revision("1", "log", LOG + Y25, "drop table log;").upgrade("head");
        project.database.run(Y26 + "create index own on y26 (id);");
        Diff.Result result = diff("");
        assertThat(result.sql())
                .contains("-- The rows of table y26 are lost")
                .contains("alter table log detach partition y26;\ndrop table y26;\n")
                .endsWith("drop table log;\n");
        assertThat(result.unmanaged().isEmpty()).isTrue();
        project.database.run(result.sql());
        project.database.run(result.reversed().sql());
        assertThat(diff(LOG + Y25 + Y26 + "create index own on y26 (id)").sql()).isEmpty();
    }

    @Test
    void rows_of_the_default_partition_are_in_the_way_of_a_new_one() throws IOException {
        project.revision("1", "log", LOG + REST, "drop table log;").upgrade("head");
        project.database.run("insert into log values (1, '2025-02-03'), (2, '2026-02-03'), (3, null)");
        Revise.Result result = autogenerate(LOG + REST + Y25);
        assertThat(Files.readString(result.files().get(0))).endsWith("""
                -- Move the rows that y25 is for out of the default partition of log here, for example:
                -- with moved as (delete from log where coalesce(at >= '2025-01-01' and at < '2026-01-01', false) \
                returning *) insert into … select * from moved;
                -- guard: no row of log is one that y25 is for: \
                select count(*) from log where coalesce(at >= '2025-01-01' and at < '2026-01-01', false)
                create table y25 partition of log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                """);
        refusedBeforeAnythingRan("1 row of log is in the way: no row of log is one that y25 is for");
        project.database.run("delete from log where id = 1");
        project.upgrade("head");
        project.database.run("insert into log values (4, '2025-02-03')");
        assertThat(project.query("select id from y25")).containsExactly("4");
        project.downgrade("-1");
        assertThat(diff(LOG + REST).sql()).isEmpty();
    }

    @Test
    void rows_out_of_the_new_bound_are_counted_before() {
        project.revision("1", "log", LOG + Y25, "drop table log;").upgrade("head");
        project.database.run("insert into log values (1, '2025-02-03'), (2, '2025-12-03'), (3, '2025-11-03')");
        autogenerate(LOG + Y25.replace("2026-01-01", "2025-07-01"));
        refusedBeforeAnythingRan("2 rows of y25 are in the way: no row of y25 is out of its bound");
        project.database.run("delete from log where id > 1");
        project.upgrade("head");
        project.downgrade("-1");
        project.upgrade("head");
        assertThat(project.query("select id from log")).containsExactly("1");
    }

    @Test
    void rows_of_every_kind_of_bound_are_counted() {
        project.revision(
                        "1",
                        "all",
                        "create table l (k text) partition by list (k); create table l1 (k text); create table l2 (k text);"
                                + "create table h (k int, n text) partition by hash (k, n); create table h0 (k int, n text);"
                                + "create table r (a int, b text) partition by range (a, b); create table r1 (a int, b text);"
                                + "create table r2 (a int, b text); create table r3 (a int, b text);"
                                + "create table e (\"K\" text) partition by list (lower(\"K\")); create table e1 (\"K\" text);",
                        "select 1;")
                .upgrade("head");
        project.database.run("""
                insert into l1 values ('a'), (null), ('it''s, (x'), ('c');
                insert into l2 values ('x'), (null);
                insert into h0 select n, 'x' from generate_series(1, 100) as n;
                insert into r1 values (-5, 'a'), (5, 'a'), (5, 'y'), (6, 'a'), (null, 'a'), (1, null);
                insert into r2 values (5, 'x'), (5, 'zz'), (5, 'a'), (6, 'a');
                insert into r3 values (6, 'a'), (7, ''), (5, 'zz'), (6, '');
                insert into e1 values ('A'), ('B')""");
        autogenerate("""
                create table l (k text) partition by list (k);
                create table l1 partition of l for values in ('a', null, 'it''s, (x');
                create table l2 partition of l for values in ('x');
                create table h (k int, n text) partition by hash (k, n);
                create table h0 partition of h for values with (modulus 1, remainder 0);
                create table r (a int, b text) partition by range (a, b);
                create table r1 partition of r for values from (minvalue, minvalue) to (5, 'x');
                create table r2 partition of r for values from (5, 'x') to (5, maxvalue);
                create table r3 partition of r for values from (6, 'a') to (maxvalue, maxvalue);
                create table e ("K" text) partition by list (lower("K"));
                create table e1 partition of e for values in ('a');
                """);
        assertThatThrownBy(() -> project.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 row of l1 is in the way")
                .hasMessageContaining("1 row of l2 is in the way")
                .hasMessageContaining("4 rows of r1 are in the way")
                .hasMessageContaining("2 rows of r2 are in the way")
                .hasMessageContaining("2 rows of r3 are in the way")
                .hasMessageContaining("1 row of e1 is in the way")
                .hasMessageContaining("Nothing was run.");
        project.database.run("""
                delete from l1 where k = 'c'; delete from l2 where k is null; delete from e1 where "K" = 'B';
                delete from r1 where not coalesce(a < 5, false) and b <> 'a' or a = 6 or a is null or b is null;
                delete from r2 where b = 'a'; delete from r3 where a = 5 or (a = 6 and b = '')""");
        project.upgrade("head");
        assertThat(project.query("select count(*) from h")).containsExactly("100");
        project.downgrade("-1");
    }

    @Test
    void one_is_compared_with_its_table_only() {
        assertThat(sql(LOG, LOG + Y25 + REST, List.of(), List.of("y25"))).isEqualTo(REST_SQL);
        assertThat(sql("", LOG + Y25, List.of(), List.of("log"))).isEmpty();
        assertThat(sql("", LOG + Y25, List.of("y*"), List.of())).isEmpty();
        assertThat(sql(LOG, LOG + REST + Y25, List.of("log", "r*"), List.of())).isEqualTo(REST_SQL);
        assertThat(sql(LOG + Y25, "", List.of(), List.of("log"))).isEmpty();
        assertThat(sql(LOG + Y25, "", List.of(), List.of("y25"))).contains("drop table y25", "drop table log");
    }

    private static final String REST_SQL = "create table rest partition of log DEFAULT;\n";

    @Test
    void a_renamed_one_and_a_renamed_parent() {
        project.revision("1", "log", LOG + Y25 + "create index i on log (id);", "drop table log;")
                .upgrade("head");
        project.database.run("insert into log values (1, '2025-02-03')");
        String target = "create table events (id int not null, day date) partition by range (day);"
                + "create table e25 partition of events for values from ('2025-01-01') to ('2026-01-01');"
                + "create index i on events (id);";
        assertThat(new Diff(
                                project.context,
                                ModelSettings.none(),
                                renames("log=events", "log.at=events.day", "y25=e25"))
                        .run(database(), target(target))
                        .sql())
                .isEqualTo("""
                        alter table log rename to events;

                        alter table y25 rename to e25;

                        alter table events rename column at to day;
                        """);
    }

    @Test
    void the_other_key_is_refused_with_the_way_out() {
        project.database.run(LOG + Y25);
        assertThatThrownBy(() -> diff("create table log (id int not null, at date) partition by list (id)"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("partitioned by RANGE (at)")
                .hasMessageContaining("create the new table, move the rows");
    }

    private static RenameSettings renames(String... renames) {
        return new RenameSettings(List.of(renames).stream().map(Rename::parse).toList(), possible -> false);
    }

    private String sql(String from, String to, List<String> include, List<String> exclude) {
        project.file("from.sql", from).file("to.sql", to);
        ModelSettings settings = new ModelSettings(List.of(), Optional.empty(), Set.of())
                .withSelection(new Selection(include, exclude, false));
        return new Diff(project.context, settings)
                .run(source("from.sql"), source("to.sql"))
                .sql()
                .lines()
                .filter(line -> !line.startsWith("--"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private Diff.Result diff(String target) {
        return new Diff(project.context, ModelSettings.none()).run(database(), target(target));
    }

    private Revise.Result autogenerate(String target) {
        return new Revise(project.context, ModelSettings.none(), RenameSettings.NONE, true)
                .autogenerate("second", database(), target(target));
    }

    private void refusedBeforeAnythingRan(String message) {
        assertThatThrownBy(() -> project.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Nothing was run.");
    }

    private static Source database() {
        return Source.parse("database");
    }

    private Source target(String sql) {
        project.file("target.sql", sql);
        return source("target.sql");
    }

    private Source source(String file) {
        return Source.parse("sql:" + project.scripts.resolve(file));
    }
}
