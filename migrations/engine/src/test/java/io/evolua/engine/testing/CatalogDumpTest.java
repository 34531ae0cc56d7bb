package io.evolua.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that sees nothing would let everything pass. */
class CatalogDumpTest {

    private static final List<String> EACH_CHANGES_SOMETHING = List.of(
            "create table t (a int primary key, b text, c int[])",
            "alter table t alter b set default 'x'",
            "alter table t alter b set not null",
            "alter table t alter b type text collate \"C\"",
            "alter table t alter b set storage external",
            "alter table t alter b set statistics 5",
            "alter table t alter b set (n_distinct = 7)",
            "alter table t add d int generated always as (a * 2) stored",
            "alter table t alter d set expression as (a * 3)",
            "alter table t set unlogged",
            "alter table t set (fillfactor = 70)",
            "alter table t set (toast.autovacuum_enabled = false)",
            "alter table t enable row level security",
            "alter table t force row level security",
            "alter table t replica identity full",
            "alter table t add constraint k check (a > 0) not valid",
            "alter table t validate constraint k",
            "create index i on t (b)",
            "alter index i set (fillfactor = 60)",
            "comment on table t is 't'",
            "comment on column t.b is 'b'",
            "comment on index i is 'i'",
            "comment on constraint k on t is 'k'",
            "alter table t cluster on i",
            "create sequence s",
            "alter sequence s increment 5",
            "alter sequence s owned by t.a",
            "grant select on t to public",
            "grant update (b) on t to public",
            "create view v as select a from t",
            "alter view v set (security_barrier = true)",
            "create materialized view m as select a from t",
            "create type e as enum ('a', 'b')",
            "alter type e add value 'c' before 'b'",
            "create domain dom as int",
            "alter domain dom add constraint positive check (value > 0)",
            "create type pair as (x int, y text)",
            "create function f() returns trigger language plpgsql as 'begin return new; end'",
            "create trigger tr before insert on t for each row execute function f()",
            "alter table t disable trigger tr",
            "create policy p on t using (a > 0)",
            "create statistics st on a, b from t",
            "create table p (a int) partition by range (a)",
            "create table p1 partition of p for values from (1) to (5)",
            "create table child () inherits (t)",
            "create schema other",
            "create procedure other.pr() language sql as 'select 1'");

    @Test
    void everything_shows() {
        try (TestDatabase database = TestDatabase.create()) {
            List<String> before = CatalogDump.of(database);
            for (String sql : EACH_CHANGES_SOMETHING) {
                database.run(sql);
                List<String> after = CatalogDump.of(database);
                assertThat(after).as(sql).isNotEqualTo(before);
                before = after;
            }
        }
    }

    @Test
    void the_order_of_columns_and_how_it_came_to_be_do_not() {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            one.run("create table t (a int constraint always not null, b text)");
            other.run(
                    "create table t (b text, x int); alter table t drop x, add a int; alter table t alter a set not null");
            assertThat(CatalogDump.of(other)).isEqualTo(CatalogDump.of(one)).isNotEmpty();
        }
    }
}
