package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns, with all that PostgreSQL stores about them. */
class ColumnDiffTest {

    private static final String ROWS = "insert into t (a, b) values (1, 'x'), (2, 'y')";

    private static String table(String column) {
        return "create table t (a int, b text" + (column.isEmpty() ? "" : ", " + column) + ");";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c text collate "C"                                        | c text collate "C"
            c varchar(5) collate "POSIX" not null default 'x'         | c varchar(5) collate "POSIX" not null default 'x'::character varying
            c int generated always as (a * 2) stored                  | c integer generated always as ((a * 2)) stored
            c text generated always as (lower(b)) stored              | c text generated always as (lower(b)) stored
            c int not null generated always as (coalesce(a, 0)) stored| c integer not null generated always as (COALESCE(a, 0)) stored
            c int generated always as (a * 2)                         | c integer generated always as ((a * 2)) virtual
            c text collate "C" generated always as (b) stored         | c text collate "C" generated always as (b) stored
            c text compression pglz                                   | c text compression pglz
            """)
    void A080_A086_one_comes_and_goes(String column, String written) {
        given(table(""))
                .target(table(column))
                .changes("alter table t add column " + written)
                .comesBackBy("alter table t drop column c")
                .goesUpAndDownWith(ROWS);
        given("").target(table(column)).goesUpAndDown();
    }

    @Test
    void A087_a_stored_expression_goes_and_the_values_stay() {
        given(table("c int generated always as (a * 2) stored"))
                .target(table("c int"))
                .changes("alter table t alter column c drop expression")
                .comesBackBy("""
                        alter table t
                            drop column c,
                            add column c integer generated always as ((a * 2)) stored""")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void A087_a_column_becomes_generated() {
        given(table("c int not null default 5"))
                .target(table("c int generated always as (a * 2) stored"))
                .changes("""
                        alter table t
                            drop column c,
                            add column c integer generated always as ((a * 2)) stored""")
                .comesBackBy("alter table t alter column c drop expression", """
                        alter table t
                            alter column c set default 5,
                            alter column c set not null""")
                .goesUpAndDownWith(ROWS);
        given(table("c serial"))
                .target(table("c int generated always as (a * 2) stored"))
                .goesUpAndDown();
        given(table("c int generated always as identity"))
                .target(table("c int generated always as (a * 2) stored not null"))
                .goesUpAndDown();
    }

    @Test
    void A087_a_changed_expression() {
        given(table("c int generated always as (a * 2) stored"))
                .target(table("c int generated always as (a * 3) stored"))
                .changes(
                        "alter table t drop column c",
                        "alter table t add column c integer generated always as ((a * 3)) stored")
                .goesUpAndDownWith(ROWS);
        given(table("c int generated always as (a * 2)"))
                .target(table("c int generated always as (a * 3)"))
                .changes("alter table t alter column c set expression as ((a * 3))")
                .comesBackBy("alter table t alter column c set expression as ((a * 2))")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void A087_virtual_stored_and_plain() {
        given(table("c int generated always as (a * 2)"))
                .target(table("c int generated always as (a * 2) stored"))
                .changes(
                        "alter table t drop column c",
                        "alter table t add column c integer generated always as ((a * 2)) stored")
                .goesUpAndDownWith(ROWS);
        given(table("c int generated always as (a * 2)"))
                .target(table("c int"))
                .changes("alter table t drop column c", "alter table t add column c integer")
                .goesUpAndDownWith(ROWS);
        given(table("c int"))
                .target(table("c int generated always as (a * 2)"))
                .changes(
                        "alter table t drop column c",
                        "alter table t add column c integer generated always as ((a * 2)) virtual")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void A088_another_spelling_is_no_difference() {
        given(table("c int generated always as (a*2) stored"))
                .target(table("c int generated always as ( a\n * 2 ) stored"))
                .changesNothing();
    }

    @Test
    void what_leans_on_a_column_steps_aside_while_it_is_made_anew() {
        String given = table("c int not null generated always as (a * 2) stored, constraint k unique (c),"
                + " constraint ch check (c > a)");
        String target = table("c int not null generated always as (a * 3) stored, constraint k unique (c),"
                + " constraint ch check (c > a)");
        String rest = "create index i on t (a, (c + 1)) where c > 0; alter table t replica identity using index k;"
                + "create table u (c int constraint f references t (c)); comment on constraint f on u is 'f'";
        given(given + rest).target(target + rest).goesUpAndDownWith(ROWS);
        String plain = table("c int not null, constraint k unique (c), constraint ch check (c > a)");
        given(given + rest).target(plain + rest).goesUpAndDownWith(ROWS);
        given(plain + rest).target(given + rest).goesUpAndDown();
    }

    @Test
    void a_generated_column_steps_aside_while_another_changes() {
        given(table("c bigint generated always as (a * 2) stored, d int"))
                .target(table("c bigint generated always as (a * 2) stored, d int")
                        .replace("a int", "a bigint"))
                .changes(
                        "alter table t drop column c",
                        "alter table t alter column a type bigint",
                        "alter table t add column c bigint generated always as ((a * 2)) stored")
                .goesUpAndDownWith(ROWS);
        given("create table t (a int, x int, c int generated always as (a + x) stored)")
                .target("create table t (a int, y int, c int generated always as (a + y) stored)")
                .goesUpAndDown();
    }

    @Test
    void A058_a_collation_changes() {
        given(table("c text collate \"C\""))
                .target(table("c text"))
                .changes("alter table t alter column c type text")
                .comesBackBy("alter table t alter column c type text collate \"C\"")
                .goesUpAndDownWith(ROWS);
        given(table("c text collate \"C\" default 'x'") + "create index i on t (c)")
                .target(table("c varchar(9) collate \"POSIX\" default 'x'") + "create index i on t (c)")
                .goesUpAndDown();
    }

    @Test
    void A153_A154_a_comment_comes_changes_and_goes() {
        String one = "comment on column t.a is 'it''s'";
        String two = "comment on column t.a is 'another'";
        given(table("")).target(table("") + one).changes(one).goesUpAndDown();
        given(table("") + one)
                .target(table("") + two)
                .changes(two)
                .comesBackBy(one)
                .goesUpAndDown();
        given(table("") + one)
                .target(table(""))
                .changes("comment on column t.a is null")
                .goesUpAndDown();
        given("").target(table("") + one).goesUpAndDown();
        given(table(""))
                .target(table("c int") + "comment on column t.c is 'c'")
                .changes("alter table t add column c integer", "comment on column t.c is 'c'")
                .goesUpAndDown();
    }

    @Test
    void A065_a_comment_alone_changes_nothing_else() {
        given(table("c int not null default 5") + "comment on column t.c is 'x'")
                .target(table("c int not null default 5"))
                .changes("comment on column t.c is null")
                .goesUpAndDown();
    }

    @Test
    void compression_and_storage_survive_another_type() {
        given(table("c varchar(50) compression pglz") + "alter table t alter c set storage external")
                .target(table("c varchar(90) compression pglz") + "alter table t alter c set storage external")
                .goesUpAndDown();
    }

    @Test
    void storage_compression_statistics_and_parameters() {
        given(table("c text"))
                .target(table("c text compression pglz") + "alter table t alter c set storage external,"
                        + " alter c set statistics 50, alter c set (n_distinct=7)")
                .changes("""
                        alter table t
                            alter column c set storage external,
                            alter column c set compression pglz,
                            alter column c set statistics 50,
                            alter column c set (n_distinct = 7)""")
                .comesBackBy("""
                        alter table t
                            alter column c set storage extended,
                            alter column c set compression default,
                            alter column c set statistics -1,
                            alter column c reset (n_distinct)""")
                .goesUpAndDownWith(ROWS);
        given(table(""))
                .target(table("c text compression pglz")
                        + "alter table t alter c set storage main, alter c set statistics 5")
                .changes(
                        "alter table t add column c text compression pglz",
                        "alter table t alter column c set storage main, alter column c set statistics 5")
                .goesUpAndDownWith(ROWS);
        given(table("c text") + "alter table t alter c set storage external")
                .target(table("c varchar(9)") + "alter table t alter c set storage external")
                .goesUpAndDownWith(ROWS);
        given(
                        "create domain d as numeric(1000);" + table("c d, e bytea, f inet")
                                + "alter table t alter c set storage external, alter e set storage plain, alter f set storage plain")
                .target("create domain d as numeric(1000);" + table("c d, e bytea, f inet"))
                .changes(
                        "alter table t alter column c set storage main",
                        "alter table t alter column e set storage extended",
                        "alter table t alter column f set storage main")
                .goesUpAndDownWith(ROWS);
        given("")
                .target(table("c text") + "alter table t alter c set storage plain")
                .goesUpAndDown();
    }
}
