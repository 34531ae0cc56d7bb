package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Schema;
import org.junit.jupiter.api.Test;

/** Partitions: what the target declares is made, what it does not mention stays. */
class PartitionsDiffTest {

    private static final String LOG =
            "create table log (id int not null, at date not null, text text default 'x')" + " partition by range (at);";
    private static final String Y25 =
            "create table y25 partition of log for values from ('2025-01-01') to ('2026-01-01');";
    private static final String Y26 =
            "create table y26 partition of log for values from ('2026-01-01') to ('2027-01-01');";
    private static final String ROWS = "insert into log values (1, '2025-02-03'), (2, '2025-12-31')";

    @Test
    void one_comes_with_its_table() {
        given("")
                .target(LOG + Y25)
                .changes("""
                        create table log (
                            id integer not null,
                            at date not null,
                            text text default 'x'::text
                        ) partition by RANGE (at)""", "create table y25 partition of log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
                .comesBackBy("alter table log detach partition y25", "drop table y25", "drop table log")
                .goesUpAndDown();
    }

    @Test
    void one_comes_to_a_table_with_rows() {
        given(LOG + Y25)
                .target(LOG + Y25 + Y26)
                .changes("create table y26 partition of log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void what_the_target_does_not_mention_stays() {
        given(LOG + Y25 + Y26).target(LOG + Y25).changesNothing();
        given(LOG + Y25 + Y26
                        + "create index own on y26 (id); comment on table y26 is 'x'; alter table y26 alter id set default 1;"
                        + "create table rest partition of log default partition by list (id);"
                        + "create table rest_1 partition of rest for values in (1)")
                .target(LOG)
                .changesNothing();
    }

    @Test
    void default_list_and_hash() {
        given("")
                .target(
                        "create table l (k text, n int) partition by list (k); create table l1 partition of l for values in ('a', null);"
                                + "create table l2 partition of l default;"
                                + "create table h (k text, n int) partition by hash (k, n);"
                                + "create table h0 partition of h for values with (modulus 2, remainder 0);"
                                + "create table h1 partition of h for values with (modulus 2, remainder 1);")
                .goesUpAndDown();
    }

    @Test
    void several_columns_and_no_end() {
        given("create table r (a int, b text) partition by range (a, b)")
                .target("create table r (a int, b text) partition by range (a, b);"
                        + "create table r1 partition of r for values from (minvalue, minvalue) to (5, 'x');"
                        + "create table r2 partition of r for values from (5, 'x') to (5, maxvalue);"
                        + "create table r3 partition of r for values from (6, 'a') to (maxvalue, maxvalue);")
                .goesUpAndDown();
    }

    @Test
    void a_partition_of_a_partition() {
        String regions = LOG
                + "create table y25 partition of log for values from ('2025-01-01') to ('2026-01-01') partition by list (id);"
                + "create table y25_1 partition of y25 for values in (1, 2);"
                + "create table y25_x partition of y25 default;";
        given("").target(regions).goesUpAndDown();
        given(LOG).target(regions).goesUpAndDown();
        given(regions)
                .target(regions.replace("text text", "more int, text text") + Y26)
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void with_parts_of_its_own() {
        String own = LOG
                + "create table y25 partition of log (id default 5, text not null default 'y', constraint k check (id > 0), unique (id))"
                + " for values from ('2025-01-01') to ('2026-01-01') with (fillfactor = 70);"
                + "create index on y25 (at, id); comment on table y25 is 'last'; comment on column y25.id is 'number';"
                + "alter table y25 alter text set storage external; alter table y25 enable row level security;"
                + "create function f() returns trigger language plpgsql as 'begin return new; end';"
                + "create trigger g before insert on y25 for each row execute function f();"
                + "create policy p on y25 using (id > 3); grant select on y25 to public;"
                + "create table more (y int references y25 (id));";
        given("").target(own).goesUpAndDown();
        given(LOG + Y25).target(own).goesUpAndDown();
        given(own).target(LOG + Y25).goesUpAndDown();
    }

    @Test
    void a_default_that_the_parent_has_and_the_partition_has_not() {
        String without = LOG + Y25 + "alter table y25 alter text drop default;";
        given("").target(without).goesUpAndDown();
        given(LOG + Y25)
                .target(without)
                .changes("alter table y25 alter column text set default NULL")
                .comesBackBy("alter table y25 alter column text set default 'x'::text")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void a_default_of_its_own_outlives_the_change_of_the_parents() {
        given(LOG + Y25 + "alter table y25 alter text set default 'own'")
                .target(LOG.replace("'x'", "'z'") + Y25 + "alter table y25 alter text set default 'own'")
                .changes(
                        "alter table y25 alter column text set default 'x'::text",
                        "alter table log alter column text set default 'z'::text",
                        "alter table y25 alter column text set default 'own'::text")
                .goesUpAndDownWith(ROWS);
        given(LOG + Y25 + "alter table y25 alter text set default 'own'")
                .target(LOG.replace("'x'", "'z'"))
                .changes(
                        "alter table y25 alter column text set default 'x'::text",
                        "alter table log alter column text set default 'z'::text",
                        "alter table y25 alter column text set default 'own'::text");
    }

    @Test
    void columns_come_go_and_change_with_the_parent() {
        String old = LOG + Y25 + "create index own on y25 (id); alter table y25 alter id set default 1;";
        given(old)
                .target(
                        "create table log (id bigint not null, at date not null, more text not null default 'm') partition by range (at);"
                                + Y25 + "create index own on y25 (id); alter table y25 alter id set default 1;")
                .goesUpAndDownWith(ROWS);
        given(old + "alter table y25 add check (text <> 'no');")
                .target("create table log (id int not null, at date not null) partition by range (at);" + Y25)
                .changes(
                        "drop index own",
                        "alter table y25 drop constraint y25_text_check",
                        "alter table y25 alter column id drop default",
                        "alter table log drop column text")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void what_the_parent_gains_and_loses_is_not_the_partitions_own() {
        String parts = "alter table log add primary key (id, at), add check (id > 0), add unique (at, id);"
                + "create index i on log (text); create function f() returns trigger language plpgsql as 'begin return new; end';"
                + "create trigger g before insert on log for each row execute function f();";
        given(LOG + Y25).target(LOG + Y25 + parts).goesUpAndDownWith(ROWS);
        given(LOG + Y25 + parts).target(LOG + Y25).goesUpAndDownWith(ROWS);
        given(LOG + Y25 + parts).target(LOG + Y25 + parts).changesNothing();
        given(
                        LOG + Y25
                                + "create index other on y25 (text); create index i on only log (text); alter index i attach partition other")
                .target(LOG + Y25 + "create index i on log (text)")
                .changesNothing();
    }

    @Test
    void an_index_of_its_own_is_not_taken_over_by_one_that_the_parent_gains() {
        given(LOG + Y25 + "create index own on y25 (text)")
                .target(LOG + Y25 + "create index i on log (text)")
                .changes("drop index own", "create index i on log (text)")
                .goesUpAndDownWith(ROWS);
        given(LOG + Y25 + "create index own on y25 (text)")
                .target(LOG + "create index i on log (text)")
                .changes("drop index own", "create index i on log (text)")
                .comesBackBy("drop index i", "create index own on y25 (text)");
    }

    @Test
    void another_bound() {
        given(LOG + Y25)
                .target(LOG + "create table y25 partition of log for values from ('2025-01-01') to ('2025-07-01')")
                .changes(
                        "alter table log detach partition y25",
                        "alter table log attach partition y25 FOR VALUES FROM ('2025-01-01') TO ('2025-07-01')")
                .comesBackBy(
                        "alter table log detach partition y25",
                        "alter table log attach partition y25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
                .goesUpAndDownWith("insert into log values (1, '2025-02-03')");
    }

    @Test
    void another_bound_among_other_changes() {
        String parts = "alter table log add primary key (id, at), add check (id > 0);"
                + "create index i on log (text); create table ref (id int primary key);"
                + "alter table log add foreign key (id) references ref;";
        given(LOG + Y25 + parts)
                .target(
                        "create table log (id int not null, at date not null, text varchar(20) default 'x', more int default 3) partition by range (at);"
                                + "create table y25 partition of log for values from ('2025-01-01') to ('2025-07-01');"
                                + parts.replace("id > 0", "id > -5").replace("(text)", "(more)")
                                + "create index on log (id);")
                .goesUpAndDownWith("insert into ref values (1); insert into log values (1, '2025-02-03')");
        given(LOG + Y25 + parts)
                .target(LOG + "create table y25 partition of log for values from ('2025-01-01') to ('2025-07-01');"
                        + parts.replace("references ref", "references ref on delete cascade"))
                .goesUpAndDownWith("insert into ref values (1); insert into log values (1, '2025-02-03')");
    }

    @Test
    void a_table_that_others_refer_to() {
        String keys = LOG + "alter table log add primary key (id, at);"
                + "create table a (id int, at date, foreign key (id, at) references log);"
                + "create table z (id int, at date, foreign key (id, at) references log);";
        given("").target(keys + Y25).goesUpAndDown();
        given(keys).target(keys + Y25).goesUpAndDown();
        given(keys + Y25)
                .target(keys + "create table y25 partition of log for values from ('2025-01-01') to ('2025-07-01')")
                .goesUpAndDownWith("insert into log values (1, '2025-02-03'); insert into a values (1, '2025-02-03')");
        given(keys + Y25)
                .target("")
                .changes(
                        "drop table z",
                        "drop table a",
                        "alter table log detach partition y25",
                        "drop table y25",
                        "drop table log")
                .goesUpAndDownWith(ROWS + "; insert into a values (1, '2025-02-03'); insert into z select * from a");
        given("")
                .target(keys + Y25 + "alter table log add foreign key (id, at) references log")
                .goesUpAndDown();
    }

    @Test
    void a_plain_table_is_attached_and_detached() {
        String plain = "create table y25 (id int not null, at date not null, text text default 'x');";
        given(LOG + plain)
                .target(LOG + Y25)
                .changes("alter table log attach partition y25 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
                .comesBackBy("alter table log detach partition y25")
                .goesUpAndDownWith("insert into y25 values (1, '2025-02-03')");
        given(LOG + Y25).target(LOG + plain).goesUpAndDownWith(ROWS);
        given(plain).target(LOG + Y25).goesUpAndDownWith("insert into y25 values (1, '2025-02-03')");
        given(LOG + Y25).target(plain).goesUpAndDownWith(ROWS);
    }

    @Test
    void what_the_parent_has_is_made_before_a_table_is_attached() {
        String parts = "alter table log add primary key (id, at), add check (id > 0);"
                + "create index i on log (text); create table ref (id int primary key);"
                + "alter table log add foreign key (id) references ref;";
        String plain = "create table y25 (id bigint, at date, create_date date, constraint y25_pkey primary key (at));";
        given(LOG + parts + plain)
                .target(LOG + parts + Y25)
                .goesUpAndDownWith("insert into ref values (1); insert into y25 values (1, '2025-02-03')");
        given(LOG + parts + Y25)
                .target(LOG + parts + plain)
                .goesUpAndDownWith("insert into ref values (1); insert into log values (1, '2025-02-03')");
        given(plain + "create table ref (id int primary key);")
                .target(LOG + parts + Y25)
                .goesUpAndDown();
    }

    @Test
    void a_partition_changes_its_table() {
        String other =
                "create table old (id int not null, at date not null, text text default 'x') partition by list (id);";
        given(LOG + other + Y25)
                .target(LOG + other + "create table y25 partition of old for values in (1)")
                .goesUpAndDownWith("insert into log values (1, '2025-02-03')");
    }

    @Test
    void a_partitioned_table_goes_with_its_partitions_and_comes_back_with_them() {
        given(LOG + Y25 + Y26
                        + "create table y27 partition of log for values from ('2027-01-01') to ('2028-01-01') partition by hash (id);"
                        + "create table y27_0 partition of y27 for values with (modulus 1, remainder 0);"
                        + "create index own on y27_0 (id); alter table y27_0 alter id set default 4")
                .target("")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void in_other_schemas() {
        given("create schema app; create schema other")
                .target(
                        "create schema app; create schema other; create table app.log (id int, at date) partition by range (at);"
                                + "create table other.y25 partition of app.log for values from ('2025-01-01') to ('2026-01-01');"
                                + "create table y26 partition of app.log (constraint k check (id > 0)) for values from ('2026-01-01') to ('2027-01-01')")
                .goesUpAndDown();
    }

    @Test
    void a_view_of_a_partition_steps_aside() {
        given(LOG + Y25 + "create view v as select length(text) as n from y25")
                .target(LOG.replace("text text", "text varchar(10)") + Y25
                        + "create view v as select length(text) as n from y25")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void an_enum_in_partitions() {
        String log =
                "create type mood as enum ('a', 'b'); create table log (id int, m mood default 'a') partition by list (id);"
                        + "create table pa partition of log (m default 'b') for values in (1); create index own on pa (m);";
        given(log)
                .target(log.replace("('a', 'b')", "('a', 'b', 'c')"))
                .goesUpAndDownWith("insert into log values (1, 'a')");
    }

    @Test
    void a_partition_in_the_place_of_another_is_a_rename() {
        Schema old = Acceptance.schemaOf(LOG + Y25);
        Schema now = Acceptance.schemaOf(LOG + Y25.replace("y25", "in_2025"));
        assertThatThrownBy(() -> SchemaDiff.between(old, now))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--rename y25=in_2025");
    }

    @Test
    void the_type_of_a_column_that_rows_are_told_apart_by_is_refused_with_the_way_out() {
        Schema old = Acceptance.schemaOf(LOG + Y25);
        Schema now = Acceptance.schemaOf(LOG.replace("at date", "at timestamp") + Y25);
        assertThatThrownBy(() -> SchemaDiff.between(old, now))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Column log.at is of type date")
                .hasMessageContaining("create the new table, move the rows");
    }

    @Test
    void generated_columns_and_identities() {
        String table =
                "create table g (id int generated always as identity, a int, b int generated always as (a + 1) stored) partition by range (a);"
                        + "create table g1 partition of g for values from (1) to (10);";
        given("").target(table).goesUpAndDown();
        given(table + "create index own on g1 (b)")
                .target(table.replace("a + 1", "a + 2") + "create index own on g1 (b)")
                .goesUpAndDownWith("insert into g values (default, 3)");
    }
}
