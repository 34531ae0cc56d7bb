package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static io.evolua.engine.change.Acceptance.schemaOf;
import static io.evolua.engine.change.Acceptance.statements;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What steps aside while tables, types and routines change, and what has no need to. */
class BesideTablesTest {

    private static final String MOOD = "create type mood as enum ('sad', 'ok');";
    private static final String MORE = "create type mood as enum ('sad', 'ok', 'great');";
    private static final String LESS = "create type mood as enum ('ok');";

    @Test
    void a_type_goes_once_no_column_is_of_it() {
        given(MOOD + "create table t (m mood)")
                .target("create table t (m text)")
                .changes("alter table t alter column m type text", "drop type mood")
                .goesUpAndDownWith("insert into t values ('ok')");
        given(MOOD + "create domain happy as mood; create table t (m happy)")
                .target("")
                .changes("drop table t", "drop domain happy", "drop type mood")
                .goesUpAndDown();
    }

    @Test
    void a_new_value_that_nothing_new_mentions_is_just_added() {
        given(MOOD + "create table t (m mood default 'ok', x text default 'great')")
                .target(MORE + "create table t (m mood default 'ok', x text default 'great', n text default 'sad')")
                .changes("alter type mood add value 'great'", "alter table t add column n text default 'sad'::text")
                .goesUpAndDown();
    }

    @Test
    void a_new_value_may_be_used_by_a_check_or_a_view_alone() {
        given(MOOD + "create table t (m mood)")
                .target(MORE + "create table t (m mood constraint k check (m <> 'great'))")
                .goesUpAndDown();
        given(MOOD + "create table t (m mood)")
                .target(MORE + "create table t (m mood); create view v as select m from t where m = 'great'")
                .goesUpAndDown();
    }

    @Test
    void a_rebuilt_type_moves_the_foreign_keys_over_it_and_no_others() {
        String tables = "create table p (m mood primary key, x int unique, y mood);"
                + "create table c (m mood constraint over_it references p, x int constraint other references p (x));"
                + "create table d (x int constraint another references p (x))";
        given(MOOD + tables).target(LESS + tables).goesUpAndDownWith("insert into p values ('ok', 1, 'ok')");
        List<String> up = statements(SchemaDiff.between(schemaOf(MOOD + tables), schemaOf(LESS + tables)));
        assertThat(up).anyMatch(sql -> sql.contains("over_it")).noneMatch(sql -> sql.contains("other"));
    }

    @Test
    void a_foreign_key_steps_aside_also_if_only_one_of_its_sides_is_of_the_type() {
        String tables = "create table p (id int primary key, w whole unique);"
                + "create table c (d whole constraint refers references p (id), id int constraint referred references p (w))";
        String old = "create domain whole as int;" + tables;
        String now = "create domain whole as bigint;" + tables;
        given(old).target(now).goesUpAndDownWith("insert into p values (1, 1); insert into c values (1, 1)");
        assertThat(statements(SchemaDiff.between(schemaOf(old), schemaOf(now))))
                .contains("alter table c drop constraint refers", "alter table c drop constraint referred");
    }

    @Test
    void a_rebuilt_type_gives_back_the_rights_on_what_stepped_aside() {
        String rest = "create table t (m mood); create view v as select m from t; grant select on v to pg_monitor";
        given(MOOD + rest)
                .target(LESS + rest)
                .changes(
                        "drop view v",
                        "alter type mood rename to mood__old",
                        "create type mood as enum ('ok')",
                        "alter table t alter column m type mood using m::text::mood",
                        "drop type mood__old",
                        "create view v as\n SELECT m\n   FROM t",
                        "grant select on v to pg_monitor")
                .goesUpAndDown();
    }

    @Test
    void what_a_routine_leaves_on_a_table_is_compared_while_the_routine_is_made_anew() {
        String old = "create function f(a int) returns int language sql immutable as 'select a';";
        String now = "create function f(b int) returns int language sql immutable as 'select b';";
        String leaning =
                "g int generated always as (f(x)) stored, h int generated always as (x) stored, d int default f(1),"
                        + " constraint k check (f(x) > 0), constraint stays check (x < 9)";
        given(old + "create table p (id int primary key); create table t (x int, y int, " + leaning + ");"
                        + "create index over_g on t (g); create index over_x on t (x)")
                .target(now + "create table p (id int primary key); create table t (x int, y int, " + leaning
                        + ", constraint l check (x > 0), constraint u unique (y), constraint r foreign key (y) references p,"
                        + " constraint e exclude using btree (y with =));"
                        + "create index over_g on t (g); create index over_x on t (x); create index new_i on t (y)")
                .goesUpAndDown();
        List<String> up = statements(SchemaDiff.between(
                schemaOf(old + "create table t (x int, " + leaning + "); create index over_x on t (x)"),
                schemaOf(now + "create table t (x int, " + leaning + "); create index over_x on t (x)")));
        assertThat(up)
                .noneMatch(sql -> sql.contains("stays") || sql.contains("over_x") || sql.contains("column h"))
                .anyMatch(sql -> sql.contains("drop column g"))
                .anyMatch(sql -> sql.contains("constraint k"));
    }

    @Test
    void a_generated_column_may_change_while_its_routine_is_made_anew() {
        String table = "create table t (x int, g int generated always as (%s) stored)";
        given("create function f(a int) returns int language sql immutable as 'select a';" + table.formatted("f(x)"))
                .target("create function f(b int) returns int language sql immutable as 'select b';"
                        + table.formatted("f(x) + 1"))
                .goesUpAndDown();
    }

    @Test
    void a_view_that_groups_by_a_key_steps_aside_while_the_key_is_made_anew() {
        String view = "create view v as select id, name, count(*) as n from t group by id";
        given("create table t (id int, name text, x int, constraint k primary key (id));" + view)
                .target("create table t (id int, name text, x int, constraint k primary key (id) include (x));" + view)
                .goesUpAndDown();
        given("create table t (id int, name text, x int, constraint k primary key (id), constraint u unique (x));"
                        + view)
                .target("create table t (id int, name text, x int, constraint k primary key (id));" + view)
                .changes("alter table t drop constraint u")
                .goesUpAndDown();
    }

    @Test
    void a_routine_that_a_default_needs_comes_before_the_table_also_if_it_mentions_another() {
        given("create table u (a int)")
                .target("create table u (a int);"
                        + "create function f() returns int language sql as 'select count(*)::int from u';"
                        + "create table t (x int default f())")
                .changes(
                        "create function f()\n RETURNS integer\n LANGUAGE sql\n"
                                + "AS $function$select count(*)::int from u$function$",
                        "create table t (\n    x integer default f()\n)")
                .goesUpAndDown();
    }

    @Test
    void rights_go_silently_with_a_schema_and_a_view() {
        given("")
                .target("create schema app; grant usage on schema app to pg_monitor")
                .changes("create schema app", "grant usage on schema app to pg_monitor")
                .comesBackBy("drop schema app")
                .goesUpAndDown();
        String view = "create table t (a int); create view v as select a from t;";
        given(view + "create view w as select 1 as a; grant select (a) on v to pg_monitor")
                .target("create table t (a int); create view w as select 1 as a")
                .changes("drop view v")
                .goesUpAndDown();
        given(view + "grant select (a) on v to pg_monitor")
                .target(view)
                .changes("revoke select (a) on v from pg_monitor")
                .comesBackBy("grant select (a) on v to pg_monitor")
                .goesUpAndDown();
    }
}
