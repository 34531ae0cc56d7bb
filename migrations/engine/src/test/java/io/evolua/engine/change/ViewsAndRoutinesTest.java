package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;

/** Views, routines, triggers, policies and rules, with what they lean on. */
class ViewsAndRoutinesTest {

    private static final String T = "create table t (id int primary key, a int, b text);";

    @Test
    void nothing_is_proposed_for_what_is_equal() {
        String sql = T
                + "create view v as select a, b from t where a > 0; create view w as select count(*) as n from v;"
                + "create materialized view m as select a from t; create index on m (a);"
                + "create function f(x int, y text default 'z') returns int language sql as 'select x';"
                + "create procedure p(x int) language sql as 'select 1';"
                + "create function touch() returns trigger language plpgsql as 'begin return new; end';"
                + "create trigger tr before update on t for each row when (new.a > 0) execute function touch();"
                + "create policy pol on t for select to public using (a > 0);"
                + "create rule r as on delete to t where old.a > 5 do instead nothing;"
                + "comment on view v is 'it''s'";
        given(sql).target(sql).changesNothing();
    }

    @Test
    void views_over_views_come_and_go_in_order() {
        given(T).target(T + "create view z as select a, b from t; create view a as select a from z;"
                        + "create view m with (security_barrier) as select z.a from z join a using (a)")
                .changes(
                        "create view z as\n SELECT a,\n    b\n   FROM t",
                        "create view a as\n SELECT a\n   FROM z",
                        "create view m with (security_barrier=true) as\n SELECT z.a\n   FROM (z\n     JOIN a USING (a))")
                .goesUpAndDown();
    }

    @Test
    void a_view_with_the_same_columns_is_replaced_while_others_stay() {
        given(T + "create view v as select a from t; create view w as select a from v")
                .target(T + "create view v as select a from t where a > 1; create view w as select a from v")
                .changes("create or replace view v as\n SELECT a\n   FROM t\n  WHERE (a > 1)")
                .goesUpAndDown();
    }

    @Test
    void a_view_with_other_columns_is_made_anew_with_the_views_over_it() {
        given(T + "create view v as select a from t; create view w as select a from v; comment on view w is 'over v'")
                .target(T + "create view v as select a, b from t; create view w as select a from v;"
                        + "comment on view w is 'over v'")
                .changes(
                        "drop view w",
                        "drop view v",
                        "create view v as\n SELECT a,\n    b\n   FROM t",
                        "create view w as\n SELECT a\n   FROM v",
                        "comment on view w is 'over v'")
                .goesUpAndDown();
    }

    @Test
    void views_step_aside_while_a_column_under_them_changes_its_type() {
        given(
                        T
                                + "create view v as select a, b from t; create view w as select a from v; create view x as select b from t")
                .target("create table t (id int primary key, a bigint, b text);"
                        + "create view v as select a, b from t; create view w as select a from v;"
                        + "create view x as select b from t")
                .changes(
                        "drop view w",
                        "drop view v",
                        "alter table t alter column a type bigint",
                        "create view v as\n SELECT a,\n    b\n   FROM t",
                        "create view w as\n SELECT a\n   FROM v")
                .goesUpAndDown();
    }

    @Test
    void a_view_lets_go_of_a_column_that_is_dropped() {
        given(T + "create view v as select a, b from t")
                .target("create table t (id int primary key, a int); create view v as select a from t")
                .changes("drop view v", "alter table t drop column b", "create view v as\n SELECT a\n   FROM t")
                .goesUpAndDown();
        given(T + "create view v as select b from t")
                .target("create table t (id int primary key, c text); create view v as select c as b from t")
                .goesUpAndDown();
    }

    @Test
    void a_view_that_groups_by_a_primary_key_leans_on_it() {
        String view = "create view v as select id, b, count(*) as n from t group by id;";
        given(T + view)
                .target("create table t (id int not null, a int, b text, primary key (id, a));"
                        + "create view v as select id, b, count(*) as n from t group by id, b")
                .goesUpAndDown();
    }

    @Test
    void views_go_with_their_tables() {
        given(
                        T
                                + "create view v as select a from t; create materialized view m as select a from v; create index on m (a)")
                .target("")
                .changes("drop materialized view m", "drop view v", "drop table t")
                .goesUpAndDown();
    }

    @Test
    void the_indexes_of_a_materialized_view_change_without_it() {
        given(
                        T
                                + "create materialized view m as select a, b from t; create index i on m (a); create index gone on m (b)")
                .target(T + "create materialized view m as select a, b from t; create index j on m (a);"
                        + "create unique index k on m (a, b) where a > 0")
                .changes(
                        "drop index gone",
                        "alter index i rename to j",
                        "create unique index k on m (a, b) where (a > 0)")
                .goesUpAndDown();
        given(T + "create materialized view m as select a from t; create index i on m (a)")
                .target(T + "create materialized view m as select a, b from t; create index i on m (a)")
                .goesUpAndDown();
    }

    @Test
    void a_materialized_view_steps_aside_with_its_indexes() {
        given(T + "create materialized view m as select a, b from t; create index i on m (a)")
                .target("create table t (id int primary key, a numeric(10,2), b text);"
                        + "create materialized view m as select a, b from t; create index i on m (a)")
                .goesUpAndDown();
    }

    @Test
    void functions_and_procedures_are_told_apart_by_their_arguments() {
        given("create function f(a int) returns int language sql as 'select a';"
                        + "create procedure p() language sql as 'select 1'")
                .target("create function f(a int) returns int language sql immutable as 'select a + 1';"
                        + "create function f(a text) returns text language sql as 'select a';"
                        + "create procedure p(a int) language sql as 'select a'")
                .changes("drop procedure p()", """
                        create or replace function f(a integer)
                         RETURNS integer
                         LANGUAGE sql
                         IMMUTABLE
                        AS $function$select a + 1$function$""", """
                        create function f(a text)
                         RETURNS text
                         LANGUAGE sql
                        AS $function$select a$function$""", """
                        create procedure p(IN a integer)
                         LANGUAGE sql
                        AS $procedure$select a$procedure$""")
                .goesUpAndDown();
    }

    @Test
    void a_function_that_returns_another_type_is_made_anew_with_what_uses_it() {
        String rest = "create table t (id int primary key, a int default f(1), constraint c check (f(a) > 0));"
                + "create index i on t (f(a)); create view v as select f(a) > 0 as y from t;"
                + "create policy p on t using (f(a) > 1);";
        given("create function f(x int) returns int language sql immutable as 'select x';" + rest)
                .target("create function f(x int) returns bigint language sql immutable as 'select x::bigint';" + rest)
                .changes(
                        "drop policy p on t",
                        "drop view v",
                        "drop index i",
                        "alter table t drop constraint c",
                        "alter table t alter column a drop default",
                        "drop function f(integer)",
                        """
                        create function f(x integer)
                         RETURNS bigint
                         LANGUAGE sql
                         IMMUTABLE
                        AS $function$select x::bigint$function$""",
                        "alter table t alter column a set default f(1)",
                        "alter table t add constraint c CHECK ((f(a) > 0))",
                        "create index i on t (f(a))",
                        "create view v as\n SELECT (f(a) > 0) AS y\n   FROM t",
                        "create policy p on t using (f(a) > 1)")
                .goesUpAndDown();
    }

    @Test
    void a_generated_column_steps_aside_with_all_that_is_made_of_it() {
        String rest = "create table t (id int primary key, a int, g int generated always as (f(a)) stored,"
                + " constraint c check (g > 0)); create index i on t (g); create view v as select g from t;";
        given("create function f(x int) returns int language sql immutable as 'select x';" + rest)
                .target("create function f(x int) returns int language sql immutable as 'select x + 1';" + rest)
                .goesUpAndDown();
        given("create function f(x int) returns int language sql immutable as 'select x';" + rest)
                .target("create function f(y int) returns int language sql immutable as 'select y + 1';" + rest)
                .goesUpAndDown();
    }

    @Test
    void what_a_table_uses_comes_before_it_and_goes_after_it() {
        given("")
                .target("create function next_code() returns text language sql as 'select ''x''';"
                        + "create function positive(a int) returns bool language sql immutable as 'select a > 0';"
                        + "create function touch() returns trigger language plpgsql as 'begin return new; end';"
                        + "create table t (code text default next_code(), a int check (positive(a)));"
                        + "create index on t (positive(a));"
                        + "create trigger touch before insert on t for each row execute function touch();")
                .goesUpAndDown();
    }

    @Test
    void what_a_new_column_uses_is_there_in_time_and_gone_in_time() {
        given("create table t (a int)")
                .target(
                        "create function f() returns int language sql as 'select 1'; create table t (a int, b int default f())")
                .changes("""
                        create function f()
                         RETURNS integer
                         LANGUAGE sql
                        AS $function$select 1$function$""", "alter table t add column b integer default f()")
                .goesUpAndDown();
    }

    @Test
    void a_default_waits_for_a_function_that_needs_a_new_table() {
        given("")
                .target("create table u (n bigint); create function f() returns bigint return (select count(*) from u);"
                        + "create function g() returns bigint language sql as 'select count(*) from u';"
                        + "create table a (b bigint default f(), c bigint default g())")
                .goesUpAndDown();
    }

    @Test
    void a_function_waits_for_a_sequence_that_it_mentions() {
        given("create table t (a int)")
                .target("create sequence s; create function f() returns bigint return nextval('s');"
                        + "create table t (a int, b bigint default f()); create view v as select nextval('s') as n")
                .goesUpAndDown();
    }

    @Test
    void everything_at_once_finds_its_order() {
        given(
                        "create schema app; create type mood as enum ('sad', 'ok'); create domain pos as int check (value > 0);"
                                + "create function f(x int) returns int language sql immutable as 'select x';"
                                + "create function g(m mood) returns bool language sql immutable as 'select true';"
                                + "create table a (id int primary key, m mood default 'ok', p pos, n int default f(1), check (f(n) > 0));"
                                + "create table b (id int primary key, a_id int references a, t text);"
                                + "create table gone (id int primary key, m mood);"
                                + "create index i on a (f(n)) where m = 'ok';"
                                + "create view v as select a.id, m, t from a join b on b.a_id = a.id;"
                                + "create view w as select count(*) as n from v where g(m);"
                                + "create materialized view mv as select id, m from v; create unique index on mv (id);"
                                + "create view over_gone as select m from gone;"
                                + "create function touch() returns trigger language plpgsql as 'begin return new; end';"
                                + "create trigger tr before update of n on a for each row when (new.n > 0) execute function touch();"
                                + "create policy p on a using (g(m)); grant select on v to pg_monitor; comment on view w is 'w'")
                .target(
                        "create schema app; create type mood as enum ('great', 'ok'); create domain pos as bigint check (value > 1);"
                                + "create function f(x int) returns bigint language sql immutable as 'select x::bigint';"
                                + "create function g(m mood) returns bool language sql immutable as 'select false';"
                                + "create table a (id bigint primary key, m mood default 'great', p pos, n int default f(2), check (f(n) > 0));"
                                + "create table b (id int primary key, a_id bigint references a, t varchar(9));"
                                + "create table app.comes (id int primary key, m mood, p pos default 7);"
                                + "create index i on a (f(n)) where m = 'great';"
                                + "create view v as select a.id, m, t from a join b on b.a_id = a.id;"
                                + "create view w as select count(*) as n from v where g(m);"
                                + "create materialized view mv as select id, m from v; create unique index on mv (id, m);"
                                + "create view app.v as select m from app.comes;"
                                + "create function touch() returns trigger language plpgsql as 'begin return old; end';"
                                + "create trigger tr before update of n on a for each row when (new.n > 1) execute function touch();"
                                + "create trigger tr after insert on app.comes execute function touch();"
                                + "create policy p on a using (g(m)); grant select on v to public; comment on view v is 'v'")
                .goesUpAndDown();
    }

    @Test
    void a_function_of_a_tables_row_comes_after_the_table() {
        given("")
                .target(T + "create function whole(t) returns text language sql as 'select $1.b';"
                        + "create function all_of() returns setof t language sql as 'select * from t'")
                .goesUpAndDown();
        given(T + "create function whole(t) returns text language sql as 'select $1.b';")
                .target("")
                .goesUpAndDown();
    }

    @Test
    void routines_whose_texts_mention_others_come_after_them() {
        given("")
                .target("create function b() returns int language sql as 'select 1';"
                        + "create function a() returns int language sql as 'select b()';"
                        + T
                        + "create view v as select a from t;"
                        + "create function from_view() returns bigint language sql as 'select count(*) from v'")
                .goesUpAndDown();
    }

    @Test
    void a_trigger_keeps_up_with_its_function_its_columns_and_its_state() {
        String f = "create function touch() returns trigger language plpgsql as 'begin return new; end';";
        String trigger = "create trigger tr before update of a on t for each row execute function touch();";
        given(f + T + trigger)
                .target(f + T + trigger + "alter table t disable trigger tr")
                .changes("alter table t disable trigger tr")
                .goesUpAndDown();
        given(f + T + trigger + "alter table t enable always trigger tr")
                .target(f + "create table t (id int primary key, a bigint, b text);" + trigger
                        + "alter table t enable always trigger tr; comment on trigger tr on t is 'x'")
                .goesUpAndDown();
        given(f + T + trigger)
                .target("create function touch2() returns trigger language plpgsql as 'begin return null; end';" + T
                        + "create constraint trigger tr after insert on t deferrable initially deferred"
                        + " for each row execute function touch2();")
                .goesUpAndDown();
    }

    @Test
    void a_policy_keeps_up_with_its_function_and_its_columns() {
        String f = "create function mine(a int) returns bool language sql as 'select a > 0';";
        String g = "create function mine(a bigint) returns bool language sql as 'select a > 0';";
        String policy = "create policy p on t as restrictive for update using (mine(a)) with check (b <> '');";
        given(f + T + policy)
                .target(g + "create table t (id int primary key, a bigint, b text);" + policy)
                .goesUpAndDown();
        given(f + T + policy)
                .target(f + T + "create policy p on t for all to current_user using (a > 1)")
                .goesUpAndDown();
    }

    @Test
    void rules_change_and_are_switched_off() {
        given(T + "create rule r as on delete to t do instead nothing")
                .target(T + "create rule r as on delete to t where old.a > 1 do instead nothing;"
                        + "alter table t disable rule r; create view v as select a from t;"
                        + "create rule ins as on insert to v do instead insert into t (a) values (new.a)")
                .goesUpAndDown();
    }

    @Test
    void comments_come_change_and_go() {
        String f = "create function f() returns int language sql as 'select 1';";
        given(f + T + "create view v as select a from t; comment on view v is 'old'; comment on function f() is 'gone'")
                .target(f + T + "create view v as select a from t; comment on view v is 'new'")
                .changes("comment on function f() is null", "comment on view v is 'new'")
                .goesUpAndDown();
    }

    @Test
    void names_are_quoted_and_may_be_in_other_schemas() {
        given("")
                .target("create schema app; create table app.\"T\" (\"A b\" int);"
                        + "create view app.\"V w\" as select \"A b\" from app.\"T\";"
                        + "create function app.\"F\"(\"X\" app.\"T\") returns int language sql as 'select 1';"
                        + "create function app.tf() returns trigger language plpgsql as 'begin return new; end';"
                        + "create trigger \"Tr\" after insert on app.\"T\" execute function app.tf();"
                        + "create policy \"P q\" on app.\"T\" using (\"A b\" > 0)")
                .goesUpAndDown();
    }

    @Test
    void a_view_becomes_a_table_and_a_table_a_view() {
        given(T + "create view v as select a from t; create table w (a int)")
                .target(T + "create table v (a int); create view w as select a from t")
                .goesUpAndDown();
    }
}
