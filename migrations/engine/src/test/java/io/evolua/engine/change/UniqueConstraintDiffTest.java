package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unique constraints and primary keys, with all that PostgreSQL stores about them. */
class UniqueConstraintDiffTest {

    private static final String ROWS = "insert into t values (1, 10, 'x'), (2, 20, 'y')";

    private static String table(String constraint) {
        return "create table t (a int not null, b int not null, c text not null"
                + (constraint.isEmpty() ? "" : ", constraint k " + constraint) + ")";
    }

    /** Each against nothing, both ways. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            primary key (a)                                       | primary key (a)
            primary key (b, a)                                    | primary key (b, a)
            primary key (a) include (b, c)                        | primary key (a) include (b, c)
            primary key (a) deferrable                            | primary key (a) deferrable
            primary key (a) with (fillfactor=70)                  | primary key (a) with (fillfactor = 70)
            unique (a)                                            | unique (a)
            unique (b, a)                                         | unique (b, a)
            unique nulls not distinct (a, b)                      | unique nulls not distinct (a, b)
            unique (a) include (c)                                | unique (a) include (c)
            unique (a) deferrable initially immediate             | unique (a) deferrable
            unique (a) deferrable initially deferred              | unique (a) deferrable initially deferred
            unique (a) include (b) with (fillfactor=60) deferrable| unique (a) include (b) with (fillfactor = 60) deferrable
            """)
    void A106_A141_a_key_comes_and_goes(String key, String written) {
        given(table(""))
                .target(table(key))
                .changes("alter table t add constraint k " + written)
                .comesBackBy("alter table t drop constraint k")
                .goesUpAndDownWith(ROWS);
        given("").target(table(key)).goesUpAndDown();
    }

    /** What PostgreSQL cannot alter is made anew. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unique (a)                       | unique (a, b)
            unique (a, b)                    | unique (b, a)
            unique (a)                       | unique (a) deferrable
            unique (a) deferrable            | unique (a) deferrable initially deferred
            unique (a)                       | unique nulls not distinct (a)
            unique (a)                       | unique (a) include (b)
            unique (a) include (b)           | unique (a) include (b, c)
            primary key (a)                  | primary key (b)
            primary key (a, b)               | primary key (b, a)
            primary key (a)                  | primary key (a) include (b)
            primary key (a)                  | primary key (a) deferrable initially deferred
            primary key (a)                  | unique (a)
            """)
    void A110_a_changed_key_is_made_anew(String from, String to) {
        given(table(from))
                .target(table(to))
                .changes("alter table t drop constraint k", "alter table t add constraint k " + to)
                .comesBackBy("alter table t drop constraint k", "alter table t add constraint k " + from)
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void parameters_of_its_index_are_altered() {
        given(table("unique (a)"))
                .target(table("unique (a) with (fillfactor=60)"))
                .changes("alter index k set (fillfactor = 60)")
                .comesBackBy("alter index k reset (fillfactor)")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void A138_nulls_distinct_is_what_is_when_nothing_is_said() {
        given(table("unique nulls distinct (a)")).target(table("unique (a)")).changesNothing();
    }

    @Test
    void A105_A119_an_index_becomes_a_constraint() {
        given("create table t (a int); create unique index k on t (a)")
                .target("create table t (a int constraint k unique)")
                .changes("drop index k", "alter table t add constraint k unique (a)")
                .comesBackBy("alter table t drop constraint k", "create unique index k on t (a)")
                .goesUpAndDown();
    }

    @Test
    void A116_one_of_two_goes() {
        given("create table t (a int unique, b int unique)")
                .target("create table t (a int unique, b int)")
                .changes("alter table t drop constraint t_b_key")
                .goesUpAndDown();
    }

    @Test
    void A117_a_name_in_another_case_is_another_name() {
        given("create table t (a int, constraint \"SomeName\" unique (a))")
                .target("create table t (a int, constraint somename unique (a))")
                .changes("alter table t rename constraint \"SomeName\" to somename")
                .goesUpAndDown();
    }

    @Test
    void A118_a_dropped_table_takes_its_keys_and_brings_them_back() {
        given("create table t (a int constraint k unique nulls not distinct deferrable, b int,"
                        + " constraint pk primary key (b) include (a))")
                .target("")
                .changes("drop table t")
                .goesUpAndDown();
    }

    @Test
    void A120_A121_a_new_table_has_its_keys_inside_and_unique_indexes_beside_it() {
        given("")
                .target("create table t (a int constraint k unique, b int); create unique index i on t (b)")
                .changes("""
                        create table t (
                            a integer,
                            b integer,
                            constraint k unique (a)
                        )""", "create unique index i on t (b)")
                .comesBackBy("drop table t")
                .goesUpAndDown();
    }

    @Test
    void A119_an_index_and_a_constraint_are_told_apart_also_when_they_go() {
        given("create table t (a int constraint k unique); create unique index i on t (a)")
                .target("create table t (a int constraint k unique)")
                .changes("drop index i")
                .goesUpAndDown();
        given("create table t (a int constraint k unique); create unique index i on t (a)")
                .target("create table t (a int); create unique index i on t (a)")
                .changes("alter table t drop constraint k")
                .goesUpAndDown();
    }

    @Test
    void A140_a_key_in_another_schema() {
        given("create schema app; create table app.t (a int)")
                .target("create schema app; create table app.t (a int, constraint k unique (a) include (a))")
                .changes("alter table app.t add constraint k unique (a) include (a)")
                .goesUpAndDown();
    }

    @Test
    void the_last_column_may_have_to_be_without_overlaps() {
        String given = "create table t (id int4range, during daterange);";
        given(given)
                .target("create table t (id int4range, during daterange,"
                        + " constraint k primary key (id, during without overlaps));"
                        + "create table u (id int4range, during daterange, constraint f foreign key (id, period during)"
                        + " references t (id, period during))")
                .goesUpAndDown();
    }

    @Test
    void a_comment_comes_changes_and_goes() {
        String plain = table("unique (a)");
        String it = plain + "; comment on constraint k on t is 'it''s unique'";
        String other = plain + "; comment on constraint k on t is 'another'";
        given(plain)
                .target(it)
                .changes("comment on constraint k on t is 'it''s unique'")
                .comesBackBy("comment on constraint k on t is null")
                .goesUpAndDown();
        given(it)
                .target(other)
                .changes("comment on constraint k on t is 'another'")
                .goesUpAndDown();
        given(table("")).target(it).goesUpAndDown();
        given("").target(it).goesUpAndDown();
    }

    @Test
    void a_renamed_key_may_change_otherwise() {
        given("create table t (a int constraint k unique)")
                .target("create table t (a int constraint l unique with (fillfactor=50));"
                        + "comment on constraint l on t is 'x'")
                .changes(
                        "alter table t rename constraint k to l",
                        "alter index l set (fillfactor = 50)",
                        "comment on constraint l on t is 'x'")
                .comesBackBy(
                        "alter index l reset (fillfactor)",
                        "comment on constraint l on t is null",
                        "alter table t rename constraint l to k")
                .goesUpAndDown();
    }
}
