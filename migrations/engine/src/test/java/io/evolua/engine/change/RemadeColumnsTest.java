package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generated column that takes another expression is made anew, with what leans on it and nothing else. */
class RemadeColumnsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t add constraint k primary key (%s)",
                "alter table t add constraint k primary key (a) include (%s)",
                "alter table t add constraint k unique (%s)",
                "alter table t add constraint k unique (a) include (%s)",
                "alter table t add constraint k foreign key (%s) references p",
                "alter table t add constraint k check (%s > 0)",
                "alter table t add constraint k exclude using btree (%s with =)",
                "create index k on t (%s)",
                "create index k on t (a) include (%s)",
                "create index k on t (a) where %s > 0",
                "create index k on t ((%s + 1))"
            })
    void what_leans_on_it_steps_aside(String part) {
        String on = part.formatted("g");
        given(table("a") + on).target(table("a * 2") + on).goesUpAndDown();
        String beside = part.formatted("b");
        given(table("a") + beside)
                .target(table("a * 2") + beside)
                .changes(
                        "alter table t drop column g",
                        "alter table t add column g integer generated always as ((a * 2)) stored")
                .goesUpAndDown();
    }

    @Test
    void a_key_of_another_table_steps_aside_too() {
        String key =
                "; alter table t add constraint k unique (g); create table c (x int constraint f references t (g))";
        given(table("a") + key).target(table("a * 2") + key).goesUpAndDown();
    }

    @Test
    void a_column_keeps_its_values_when_it_is_generated_no_longer() {
        given("create table t (g int generated always as (a) stored, a int, h int generated always as (a) stored)")
                .target("create table t (g int, a bigint, h int)")
                .changes(
                        "alter table t alter column g drop expression",
                        "alter table t alter column h drop expression",
                        "alter table t alter column a type bigint")
                .goesUpAndDownWith("insert into t (a) values (1)");
        given("create table t (g int, a bigint, h int)")
                .target(
                        "create table t (g int generated always as (a) stored, a int, h int generated always as (a) stored)")
                .goesUpAndDown();
    }

    private static String table(String expression) {
        return "create table p (id int primary key);" + "create table t (a int, b int, g int generated always as ("
                + expression + ") stored);";
    }
}
