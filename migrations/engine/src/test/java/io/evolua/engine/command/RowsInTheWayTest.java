package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that rows can stop: the place for mending them, and the guard that counts them, before anything runs. */
class RowsInTheWayTest {

    private static final String ROWS = "insert into users values (1, 'a'), (2, 'b'), (3, null)";
    private static final String USERS = "create table users (id int, name text)";

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder.resolve("db"));
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void a_new_required_column_leaves_the_place_for_its_values() throws IOException {
        database(USERS, ROWS);
        Revise.Result result = autogenerate("create table users (id int, name text, age int not null)");
        assertThat(up(result)).endsWith("""
                alter table users add column age integer;
                -- Give every row of users a value here, for example:
                -- update users set age = … where age is null;
                -- guard: no row of users has age null: select count(*) from users where age is null
                alter table users alter column age set not null;
                """);
        refusedBeforeAnythingRan("3 rows of users are in the way: no row of users has age null");
        fill(result, "update users set age = 7 where age is null;");
        goesUpAndDown();
        assertThat(project.query("select id, age from users order by id")).containsExactly("1 7", "2 7", "3 7");
    }

    @Test
    void half_filled_is_found_when_its_turn_comes_and_nothing_remains() throws IOException {
        database(USERS, ROWS);
        Revise.Result result = autogenerate("create table users (id int, name text, age int not null)");
        fill(result, "update users set age = 7 where id = 1;");
        refused()
                .hasMessageContaining("2 rows of users are in the way: no row of users has age null")
                .hasMessageContaining("__second.sql line 7")
                .hasMessageContaining("Nothing of this script remains.");
        assertThat(project.query("select * from users")).hasSize(3).contains("1 a");
        assertThat(project.current()).containsExactly("1");
    }

    @Test
    void a_column_with_a_default_needs_no_place() throws IOException {
        database(USERS, ROWS);
        Revise.Result result = autogenerate("create table users (id int, name text, age int not null default 1)");
        assertThat(up(result)).endsWith("alter table users add column age integer not null default 1;\n");
        project.upgrade("head");
    }

    @Test
    void a_default_that_somebody_wrote_fills_the_new_column() throws IOException {
        database(USERS, ROWS);
        Revise.Result result = autogenerate("create table users (id int, name text, age int not null)");
        Path file = result.files().get(0);
        Files.writeString(file, Files.readString(file).replace("age integer;", "age integer default 3;"));
        project.upgrade("head");
        assertThat(project.query("select distinct age from users")).containsExactly("3");
    }

    @Test
    void a_column_that_becomes_required() throws IOException {
        database(USERS, ROWS);
        Revise.Result result = autogenerate("create table users (id int, name text not null)");
        assertThat(up(result)).endsWith("""
                -- Give every row of users a value here, for example:
                -- update users set name = … where name is null;
                -- guard: no row of users has name null: select count(*) from users where name is null
                alter table users alter column name set not null;
                """);
        refusedBeforeAnythingRan("1 row of users is in the way: no row of users has name null");
        fill(result, "update users set name = '' where name is null;");
        goesUpAndDown();
    }

    @Test
    void keys_checks_and_references() throws IOException {
        database(
                "create table users (id int not null, name text, boss int); create table \"Odd Posts\" (\"user\" int, n int)",
                "insert into users values (1, 'a', 5), (1, 'a', null), (2, 'a', null), (3, null, null), (4, null, null)",
                "insert into \"Odd Posts\" values (1, 1), (9, -1), (null, 2), (8, 3)");
        Revise.Result result = autogenerate("""
                create table users (id int not null primary key, name text unique, boss int);
                create table "Odd Posts" ("user" int references users, n int check (n > 0));
                create unique index on users (lower(name)) where boss is null;
                """);
        refused()
                .hasMessageContaining("1 row of users is in the way: no two rows of users are equal in id")
                .hasMessageContaining("2 rows of users are in the way: no two rows of users are equal in name")
                .hasMessageContaining("1 row of users is in the way: no two rows of users are equal in lower(name)")
                .hasMessageContaining(
                        "1 row of \"Odd Posts\" is in the way: no row of \"Odd Posts\" violates \"Odd Posts_n_check\"")
                .hasMessageContaining(
                        "2 rows of \"Odd Posts\" are in the way: no row of \"Odd Posts\" has \"user\" that is not in users (id)")
                .hasMessageContaining("Nothing was run.");
        assertThat(up(result))
                .contains("-- update \"Odd Posts\" as r set \"user\" = … where r.\"user\" is not null and not"
                        + " exists (select from users as k where k.id = r.\"user\");");
        project.database.run(
                "delete from \"Odd Posts\" where n <> 1; delete from users where id <> 2; insert into users values (1, 'b')");
        goesUpAndDown();
    }

    @Test
    void a_narrower_type() throws IOException {
        database("create table users (name varchar(100))", "insert into users values ('short'), ('much too long')");
        Revise.Result result = autogenerate("create table users (name varchar(5))");
        assertThat(up(result)).endsWith("""
                -- Type character varying(100) of column users.name becomes character varying(5): values of more than 5 characters stop the script.
                -- Change the values that do not fit here, for example:
                -- update users set name = … where char_length(rtrim(name)) > 5;
                -- guard: no row of users has name that cannot become varchar(5): select count(*) from users where char_length(rtrim(name)) > 5
                alter table users alter column name type varchar(5);
                """);
        refusedBeforeAnythingRan("1 row of users is in the way");
        fill(result, "update users set name = left(name, 5);");
        goesUpAndDown();
        assertThat(project.query("select name from users order by 1")).containsExactly("much ", "short");
    }

    @Test
    void values_that_an_enum_loses() throws IOException {
        database(
                "create type mood as enum ('sad', 'it''s ok', 'happy');"
                        + "create table users (id int, m mood default 'happy', ms mood[])",
                "insert into users values (1, 'sad', null), (2, 'it''s ok', '{happy,sad}'), (3, 'happy', '{}')");
        String target = "create type mood as enum ('happy', 'new');"
                + "create table users (id int, m mood default 'happy', ms mood[])";
        refusedWithoutConsent(target)
                .hasMessageContaining("alter type mood. Rows cannot keep sad, it's ok, which type mood no longer has.");
        Revise.Result result = autogenerate(target);
        assertThat(up(result)).contains("""
                -- Rows cannot keep sad, it's ok, which type mood no longer has.
                -- Change the values that go here, for example:
                -- update users set m = … where m::text in ('sad', 'it''s ok');
                -- guard: no row of users has m with 'sad' or 'it''s ok': select count(*) from users where m::text in ('sad', 'it''s ok')
                -- Change the values that go here, for example:
                -- update users set ms = … where ms::text[] && array['sad', 'it''s ok'];
                -- guard: no row of users has ms with 'sad' or 'it''s ok': select count(*) from users where ms::text[] && array['sad', 'it''s ok']
                alter type mood rename to mood__old;
                """);
        refusedBeforeAnythingRan("2 rows of users are in the way: no row of users has m with 'sad' or 'it''s ok'");
        refusedBeforeAnythingRan("1 row of users is in the way: no row of users has ms with 'sad' or 'it''s ok'");
        fill(result, "update users set m = 'happy', ms = '{}';");
        goesUpAndDown();
        project.database.run("update users set m = 'new' where id = 3");
        assertThatThrownBy(() -> project.downgrade("-1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 row of users is in the way: no row of users has m with 'new'")
                .hasMessageContaining("Nothing was run.");
    }

    @Test
    void an_enum_that_no_column_has_loses_values_freely() {
        database("create type mood as enum ('sad', 'ok')");
        new Revise(project.context, ModelSettings.none())
                .autogenerate("second", Source.parse("database"), target("create type mood as enum ('ok')"));
        goesUpAndDown();
    }

    @Test
    void attributes_that_a_composite_type_loses_need_consent() throws IOException {
        database(
                "create type place as (x int, y int, n varchar(9)); create table users (id int, p place)",
                "insert into users values (1, row(1, 2, 'long'))");
        String target = "create type place as (x int, n varchar(2)); create table users (id int, p place)";
        refusedWithoutConsent(target)
                .hasMessageContaining(
                        "alter type place. What values of type place hold in y is lost."
                                + " Attribute n of type place, character varying(9), becomes character varying(2): what does not fit is cut");
        Revise.Result result = autogenerate(target);
        assertThat(up(result)).contains("-- What values of type place hold in y is lost. Attribute n ");
        goesUpAndDown();
        assertThat(project.query("select (p).n from users")).containsExactly("lo");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusedWithoutConsent(String target) {
        return assertThatThrownBy(() -> new Revise(project.context, ModelSettings.none())
                        .autogenerate("second", Source.parse("database"), target(target)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--allow-data-loss");
    }

    @Test
    void what_an_earlier_script_changes_is_judged_in_its_turn() {
        database(USERS, ROWS);
        String guarded = "-- guard: no row of users has name null: select count(*) from users where name is null\n"
                + "alter table users alter column name set not null;";
        project.revision(
                "2",
                "elsewhere",
                "create table log (t text); insert into log values ('users'' rows'); select 1;",
                "drop table log;");
        project.revision("3", "guarded", guarded, "alter table users alter column name drop not null;");
        refused()
                .hasMessageContaining("V3__guarded.sql:1: 1 row of users is in the way")
                .hasMessageContaining("Nothing was run");
        assertThat(project.current()).containsExactly("1");
        project.revision("2", "elsewhere", "update users set name = 'x' where name is null;", "select 1;");
        assertThat(project.upgrade("head")).containsExactly("2", "3");
        assertThat(project.downgrade("1")).containsExactly("3", "2");
        project.database.run("update users set name = null");
        project.revision(
                "2", "elsewhere", "do $$ begin execute 'up' || 'date us' || 'ers set name = 1'; end $$;", "select 1;");
        assertThat(project.upgrade("head")).containsExactly("2", "3");
    }

    @Test
    void a_table_that_is_made_anew_or_under_another_name_is_judged_in_its_turn() {
        database(USERS, ROWS);
        String guard =
                "-- guard: no row of users has name null: select count(*) from users where name is null\nselect 1;";
        project.revision("2", "anew", "drop table users; create table users (name text);" + guard, "select 1;");
        project.revision(
                "3",
                "renamed",
                "alter table users rename to old; create table users (name text);\n" + guard,
                "select 1;");
        project.revision("4", "deleted", "delete from old;\n" + guard, "select 1;");
        assertThat(project.upgrade("head")).containsExactly("2", "3", "4");
    }

    @Test
    void a_guard_that_cannot_be_asked_leaves_the_statement_to_itself() {
        project.revision(
                "1",
                "odd",
                "-- guard: no row of nowhere is odd: select count(*) from nowhere where odd\n"
                        + "-- guard: a note without a query\n-- guard: no row: select no_such_function(1)\ncreate table t ();",
                "drop table t;");
        assertThat(project.upgrade("head")).containsExactly("1");
        assertThat(project.tables()).containsExactly("t");
    }

    @Test
    void a_guard_of_a_script_outside_a_transaction_and_of_a_way_down() {
        database(USERS, ROWS, "insert into users values (1, 'a')");
        project.revision(
                "2",
                "concurrent",
                "-- guard: no two rows of users are equal in id: select count(*) - count(distinct id) from users\n"
                        + "create unique index concurrently i on users (id);",
                "-- guard: no row of users has name null: select count(*) from users where name is null\ndrop index i;");
        refused().hasMessageContaining("1 row of users is in the way");
        project.database.run("delete from users where id = 1");
        project.upgrade("head");
        assertThatThrownBy(() -> project.downgrade("-1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("U2__concurrent.sql:1: 1 row of users is in the way");
        assertThat(project.current()).containsExactly("2");
    }

    @Test
    void dropped_data_is_named_and_its_structure_comes_back() throws IOException {
        database(
                "create table users (id int primary key, name text default 'x' unique); create table log (u int references users)",
                "insert into users values (1, 'a'); insert into log values (1)");
        Source target = target("create table users (id int primary key)");
        assertThatThrownBy(() -> new Revise(project.context, ModelSettings.none())
                        .autogenerate("second", Source.parse("database"), target))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("drop table log. The rows of table log are lost")
                .hasMessageContaining("drop column users.name. The values of column users.name are lost.");
        Revise.Result result = autogenerate("create table users (id int primary key)");
        assertThat(up(result))
                .contains("-- The values of column users.name are lost.\n", "-- The rows of table log are lost");
        goesUpAndDown();
        project.downgrade("-1");
        assertThat(project.query("select id, name from users")).containsExactly("1 x");
    }

    @Test
    void the_way_back_to_a_required_column_stands_in_for_what_is_lost() throws IOException {
        database(
                "create table users (id int, name varchar(9) not null, born date not null, sizes int[] not null)",
                "insert into users values (1, 'a', '2000-01-01', '{1}')");
        Revise.Result result = autogenerate("create table users (id int)");
        assertThat(Files.readString(result.files().get(1))).contains("""
                alter table users add column name varchar(9);
                -- The values that were here are lost. This stands in for them; say something better if you can:
                update users set name = '' where name is null;
                -- guard: no row of users has name null: select count(*) from users where name is null
                alter table users alter column name set not null;
                """);
        goesUpAndDown();
        project.downgrade("-1");
        assertThat(project.query("select * from users")).containsExactly("1  1970-01-01 {}");
    }

    @Test
    void nothing_stands_in_for_what_must_differ_or_refer() throws IOException {
        database(
                "create table a (id int primary key); create table users (a int not null references a, u int not null unique)",
                "insert into a values (1); insert into users values (1, 1), (1, 2)");
        Revise.Result result = autogenerate("create table a (id int primary key); create table users ()");
        assertThat(Files.readString(result.files().get(1)))
                .contains("-- update users set a = … where a is null;", "-- update users set u = … where u is null;");
        project.upgrade("head");
        assertThatThrownBy(() -> project.downgrade("-1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("2 rows of users are in the way: no row of users has a null")
                .hasMessageContaining("Nothing was run.");
    }

    @Test
    void serial_and_identity_go_on_counting_both_ways() throws IOException {
        database(
                "create table users (id serial primary key, n bigint generated by default as identity)",
                "insert into users select from generate_series(1, 3)");
        autogenerate("create table users (id int generated always as identity primary key, n bigserial)");
        goesUpAndDown();
        project.database.run("insert into users default values");
        assertThat(project.query("select id, n from users order by id")).containsExactly("1 1", "2 2", "3 3", "4 4");
        project.downgrade("-1");
        project.database.run("insert into users default values");
        assertThat(project.query("select max(id), max(n) from users")).containsExactly("5 5");
    }

    private void database(String sql, String... rows) {
        project.revision("1", "first", sql + ";", "select 1;");
        project.upgrade("head");
        Stream.of(rows).forEach(project.database::run);
    }

    private Revise.Result autogenerate(String target) {
        return new Revise(project.context, ModelSettings.none(), RenameSettings.NONE, true)
                .autogenerate("second", Source.parse("database"), target(target));
    }

    private Source target(String sql) {
        project.file("target.sql", sql);
        return Source.parse("sql:" + project.scripts.resolve("target.sql"));
    }

    private static String up(Revise.Result result) throws IOException {
        return Files.readString(result.files().get(0));
    }

    /** Puts a statement where the script has its place. */
    private static void fill(Revise.Result result, String statement) throws IOException {
        Path file = result.files().get(0);
        Files.writeString(file, up(result).replaceFirst("(?m)^-- (update|delete) .*$", statement));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(() -> project.upgrade("head")).isInstanceOf(RefusedException.class);
    }

    private void refusedBeforeAnythingRan(String message) {
        List<String> history = project.history();
        refused().hasMessageContaining(message).hasMessageContaining("Nothing was run.");
        assertThat(project.history()).isEqualTo(history);
    }

    private void goesUpAndDown() {
        Diff diff = new Diff(project.context, ModelSettings.none());
        project.upgrade("head");
        assertThat(diff.run(Source.parse("database"), Source.parse("sql:" + project.scripts.resolve("target.sql")))
                        .sql())
                .isEmpty();
        project.downgrade("-1");
        assertThat(diff.run(Source.parse("database"), Source.parse("revisions:1"))
                        .sql())
                .isEmpty();
        project.upgrade("head");
        project.downgrade("-1");
        project.upgrade("head");
    }
}
