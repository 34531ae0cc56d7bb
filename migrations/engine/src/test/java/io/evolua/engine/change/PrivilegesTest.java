package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;

/** Who may do what. */
class PrivilegesTest {

    private static final String ALL = "create schema app; create table t (a int, b int); create table app.u (a int);"
            + "create sequence s; create view v as select a from t; create type e as enum ('a');"
            + "create function f(int) returns int language sql as 'select 1';"
            + "create procedure p() language sql as 'select 1';";

    @Test
    void rights_are_given_on_every_kind_of_object() {
        given(ALL)
                .target(ALL
                        + "grant select, insert on t to pg_monitor with grant option; grant select on app.u to public;"
                        + "grant update (a, b) on t to pg_monitor; grant usage on sequence s to pg_monitor;"
                        + "grant usage on schema app to pg_monitor; grant select on v to pg_monitor;"
                        + "grant execute on function f(int) to pg_monitor; revoke execute on procedure p() from public;"
                        + "revoke usage on type e from public")
                .changes(
                        "grant usage on schema app to pg_monitor",
                        "revoke usage on type e from public",
                        "grant usage on sequence s to pg_monitor",
                        "grant insert, select on t to pg_monitor with grant option",
                        "grant select on app.u to public",
                        "grant update (a) on t to pg_monitor",
                        "grant update (b) on t to pg_monitor",
                        "grant execute on function f(integer) to pg_monitor",
                        "revoke execute on procedure p() from public",
                        "grant select on v to pg_monitor")
                .goesUpAndDown();
    }

    @Test
    void rights_are_taken_and_changed() {
        given(ALL + "grant select, insert on t to pg_monitor; revoke execute on function f(int) from public")
                .target(ALL + "grant select on t to pg_monitor with grant option")
                .changes(
                        "revoke insert, select on t from pg_monitor",
                        "grant execute on function f(integer) to public",
                        "grant select on t to pg_monitor with grant option")
                .goesUpAndDown();
    }

    @Test
    void rights_come_with_their_objects_and_go_with_them() {
        given("")
                .target("create schema app; create table app.t (a int, b int); grant select on app.t to pg_monitor;"
                        + "grant usage on schema app to pg_monitor; grant update (b) on app.t to pg_monitor;"
                        + "create view v as select 1 as a; grant select on v to public")
                .goesUpAndDown();
        given("create table t (a int, b int); grant update (b) on t to pg_monitor")
                .target("create table t (a int)")
                .changes("alter table t drop column b")
                .goesUpAndDown();
    }

    @Test
    void what_is_made_anew_keeps_its_rights() {
        given("create table t (a int); create view v as select a from t; grant select on v to pg_monitor")
                .target("create table t (a bigint); create view v as select a from t; grant select on v to pg_monitor")
                .changes(
                        "drop view v",
                        "alter table t alter column a type bigint",
                        "create view v as\n SELECT a\n   FROM t",
                        "grant select on v to pg_monitor")
                .goesUpAndDown();
    }
}
