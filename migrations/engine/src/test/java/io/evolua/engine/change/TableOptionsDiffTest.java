package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL stores about a table as a whole, and about sequences. */
class TableOptionsDiffTest {

    private static final String TABLE =
            "create table t (a int primary key, b text not null);" + "create unique index i on t (b);";
    private static final String ROWS = "insert into t values (1, 'x'), (2, 'y')";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            set unlogged                        | set logged
            set (fillfactor = 70)               | reset (fillfactor)
            set (autovacuum_enabled = false, toast.autovacuum_enabled = false) | \
            reset (autovacuum_enabled, toast.autovacuum_enabled)
            enable row level security           | disable row level security
            force row level security            | no force row level security
            replica identity full               | replica identity default
            replica identity nothing            | replica identity default
            replica identity using index i      | replica identity default
            """)
    void one_comes_and_goes(String action, String back) {
        given(TABLE)
                .target(TABLE + "alter table t " + action)
                .changes("alter table t " + action)
                .comesBackBy("alter table t " + back)
                .goesUpAndDownWith(ROWS);
        given("").target(TABLE + "alter table t " + action).goesUpAndDown();
    }

    @Test
    void several_change_at_once() {
        given(TABLE
                        + "alter table t set (fillfactor = 70, parallel_workers = 2); alter table t enable row level security;"
                        + "alter table t replica identity using index i; comment on table t is 'one'")
                .target(TABLE + "alter table t set (fillfactor = 80); alter table t force row level security;"
                        + "alter table t replica identity full; comment on table t is 'two'")
                .changes(
                        "alter table t replica identity default",
                        "alter table t set (fillfactor = 80)",
                        "alter table t reset (parallel_workers)",
                        "alter table t disable row level security",
                        "alter table t force row level security",
                        "comment on table t is 'two'",
                        "alter table t replica identity full")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void an_index_that_identifies_rows_is_let_go_before_it_goes() {
        given(TABLE + "alter table t replica identity using index i")
                .target("create table t (a int primary key, b text not null);"
                        + "create unique index j on t (b, a); alter table t replica identity using index j")
                .goesUpAndDownWith(ROWS);
        given(TABLE + "alter table t replica identity using index i")
                .target("create table t (a int primary key, b text not null);"
                        + "create unique index i on t (b, a); alter table t replica identity using index i")
                .goesUpAndDownWith(ROWS);
        given(TABLE + "alter table t replica identity using index i")
                .target("create table t (a int primary key, b text not null);"
                        + "create unique index k on t (b); alter table t replica identity using index k")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void what_identifies_rows_stays_while_another_index_goes() {
        String wide = "create table t (a int primary key, b text not null); create unique index wide on t (b);";
        for (String identity : List.of("full", "using index wide")) {
            given(wide + "create index id on t (b); alter table t replica identity " + identity)
                    .target(wide + "alter table t replica identity " + identity)
                    .changes("drop index id")
                    .goesUpAndDownWith(ROWS);
            given(wide + "create index ul on t (b); alter table t replica identity " + identity)
                    .target(wide + "alter table t replica identity " + identity)
                    .changes("drop index ul")
                    .goesUpAndDownWith(ROWS);
        }
        given("create table t (a int primary key, b text not null); create unique index \"My i\" on t (b);"
                        + "alter table t replica identity using index \"My i\"")
                .target("create table t (a int primary key, b text not null); create unique index \"My i\" on t (b, a);"
                        + "alter table t replica identity using index \"My i\"")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void A152_A154_a_comment_comes_changes_and_goes() {
        given(TABLE)
                .target(TABLE + "comment on table t is 'it''s'")
                .changes("comment on table t is 'it''s'")
                .comesBackBy("comment on table t is null")
                .goesUpAndDown();
        given(TABLE + "comment on table t is 'it''s'")
                .target(TABLE + "comment on table t is 'two'")
                .changes("comment on table t is 'two'")
                .comesBackBy("comment on table t is 'it''s'")
                .goesUpAndDown();
        given("").target(TABLE + "comment on table t is 'it''s'").goesUpAndDown();
        given("create sequence s")
                .target("create sequence s increment 5; comment on sequence s is 's'")
                .changes("alter sequence s increment by 5", "comment on sequence s is 's'")
                .goesUpAndDown();
        given("").target("create sequence s; comment on sequence s is 's'").goesUpAndDown();
    }

    @Test
    void a_new_table_says_all() {
        given("")
                .target(
                        "create unlogged table t (a int primary key, b text) with (fillfactor=50, toast.vacuum_truncate=off)")
                .changes("""
                        create unlogged table t (
                            a integer,
                            b text,
                            constraint t_pkey primary key (a)
                        ) with (fillfactor = 50, toast.vacuum_truncate = off)""")
                .goesUpAndDown();
    }

    @Test
    void sequences_of_an_unlogged_table_are_unlogged_too() {
        given("create unlogged table t (a serial, b int)")
                .target("create table t (a serial, b int)")
                .changes("alter sequence t_a_seq set logged", "alter table t set logged")
                .goesUpAndDown();
        given("")
                .target("create unlogged table t (a serial)")
                .changes("create unlogged sequence t_a_seq as integer", """
                        create unlogged table t (
                            a integer not null default nextval('t_a_seq'::regclass)
                        )""", "alter sequence t_a_seq owned by t.a")
                .goesUpAndDown();
    }

    @Test
    void a_child_does_not_repeat_what_it_inherits() {
        String parent = "create table p (a int not null, b text default 'x', constraint k check (a > 0));";
        given("")
                .target(parent + "create table c (d int, primary key (a), unique (b, d)) inherits (p)")
                .changes("""
                        create table p (
                            a integer not null,
                            b text default 'x'::text,
                            constraint k CHECK ((a > 0))
                        )""", """
                        create table c (
                            d integer,
                            constraint c_pkey primary key (a),
                            constraint c_b_d_key unique (b, d)
                        ) inherits (p)""")
                .goesUpAndDown();
        given(parent + "create table a_child () inherits (p)")
                .target("create table p (a int not null, e int, constraint k check (a > 5));"
                        + "create table a_child () inherits (p)")
                .changes(
                        "alter table p drop constraint k",
                        "alter table p add column e integer",
                        "alter table p drop column b",
                        "alter table p add constraint k CHECK ((a > 5))")
                .goesUpAndDown();
    }

    @Test
    void a_table_gets_and_loses_a_parent() {
        String parent = "create table p (a int not null, b text default 'x', constraint k check (a > 0));";
        given(parent + "create table c (a int, d int)")
                .target(parent + "create table c (d int, e int) inherits (p)")
                .changes(
                        "alter table c add column e integer",
                        "alter table c add column b text default 'x'::text",
                        "alter table c alter column a set not null",
                        "alter table c add constraint k CHECK ((a > 0))",
                        "alter table c inherit p")
                .goesUpAndDownWith("insert into c values (1, 2)");
        given(parent + "create table c (d int) inherits (p)")
                .target(parent + "create table q (z int); create table c (d int) inherits (q)")
                .goesUpAndDown();
    }

    @Test
    void a_partitioned_table_is_a_table_and_its_partitions_are_left_alone() {
        String partitions = "create table p1 partition of p for values from (1) to (9);"
                + "create table p2 partition of p default;";
        given("")
                .target("create table p (a int, b text) partition by range (a)")
                .changes("create table p (\n    a integer,\n    b text\n) partition by RANGE (a)")
                .goesUpAndDown();
        given("create table p (a int, b text) partition by range (a);" + partitions)
                .target("create table p (a int primary key, b text, c int) partition by range (a);" + partitions)
                .goesUpAndDownWith("insert into p values (1, 'x')");
        given("create table p (a int) partition by range (a);" + partitions)
                .target("create table p (a int) partition by range (a)")
                .changesNothing();
    }

    @Test
    void a_table_cannot_become_partitioned() {
        Schema plain = Acceptance.schemaOf("create table p (a int)");
        Schema partitioned = Acceptance.schemaOf("create table p (a int) partition by list (a)");
        assertThatThrownBy(() -> SchemaDiff.between(plain, partitioned))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Table p is not partitioned, and is to be partitioned by LIST (a)");
        assertThatThrownBy(() -> SchemaDiff.between(partitioned, plain))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Table p is partitioned by LIST (a), and is to be not partitioned");
    }
}
