package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.sql.ScriptWriter;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enum types, domains, composite types and extensions, under columns with rows. */
class TypesTest {

    @Test
    void values_are_added_where_they_belong() {
        given("create type mood as enum ('sad', 'ok'); create table t (m mood)")
                .target("create type mood as enum ('awful', 'sad', 'so so', 'ok', 'great'); create table t (m mood)")
                .changes(
                        "alter type mood add value 'awful' before 'sad'",
                        "alter type mood add value 'so so' after 'sad'",
                        "alter type mood add value 'great'")
                .goesUpAndDown();
    }

    @Test
    void removed_values_take_a_new_type_and_a_cast_of_every_column() {
        given(
                        "create type mood as enum ('sad', 'ok', 'happy');"
                                + "create table t (id int, m mood not null default 'ok', ms mood[] default '{}'); create table u (m mood)")
                .target(
                        "create type mood as enum ('happy', 'ok');"
                                + "create table t (id int, m mood not null default 'ok', ms mood[] default '{}'); create table u (m mood)")
                .changes(
                        "alter type mood rename to mood__old",
                        "create type mood as enum ('happy', 'ok')",
                        """
                        alter table t
                            alter column m drop default,
                            alter column m type mood using m::text::mood,
                            alter column m set default 'ok'::mood,
                            alter column ms drop default,
                            alter column ms type mood[] using ms::text[]::mood[],
                            alter column ms set default '{}'::mood[]""",
                        "alter table u alter column m type mood using m::text::mood",
                        "drop type mood__old")
                .goesUpAndDown();
    }

    @Test
    void rows_come_through_the_change_of_an_enum_and_back() {
        String before = "create type mood as enum ('sad', 'ok', 'happy'); create table t (id int, m mood, ms mood[])";
        String after = "create type mood as enum ('great', 'happy', 'ok'); create table t (id int, m mood, ms mood[])";
        List<Change> changes = SchemaDiff.between(Acceptance.schemaOf(before), Acceptance.schemaOf(after));
        try (TestDatabase database = TestDatabase.create()) {
            database.run(
                    before + "; insert into t values (1, 'ok', '{happy,ok}'), (2, 'happy', null), (3, null, '{}')");
            Acceptance.run(database, changes);
            assertThat(rows(database, "select id, m, ms from t order by m"))
                    .containsExactly("2 happy null", "1 ok {happy,ok}", "3 null {}");
            Acceptance.run(database, Change.invert(changes));
            assertThat(rows(database, "select id, m, ms from t order by m"))
                    .containsExactly("1 ok {happy,ok}", "2 happy null", "3 null {}");
        }
    }

    @Test
    void a_value_that_is_used_at_once_takes_a_new_type() {
        given("create type mood as enum ('sad', 'ok'); create table t (m mood default 'ok')")
                .target("create type mood as enum ('sad', 'ok', 'great');"
                        + "create table t (m mood default 'great', constraint c check (m <> 'sad'))")
                .goesUpAndDown();
        given("create type mood as enum ('old', 'ok'); create table t (m mood default 'old', check (m <> 'old'))")
                .target(
                        "create type mood as enum ('ok', 'new'); create table t (m mood default 'new', check (m <> 'new'))")
                .goesUpAndDown();
    }

    @Test
    void all_that_leans_on_an_enum_steps_aside_for_a_new_type() {
        String rest = "create table p (m mood primary key); create table t (m mood references p, n int,"
                + " constraint c check (m <> 'ok'));"
                + "create index i on t (n) where m = 'ok'; create view v as select m from t where m = 'ok';"
                + "create function f(mood) returns int language sql as 'select 1'; create view w as select f(m) from t;"
                + "create policy pol on t using (m = 'ok'); comment on type mood is 'how it is';"
                + "create function tf() returns trigger language plpgsql as 'begin return new; end';"
                + "create trigger tr after update of m on t for each row execute function tf();"
                + "grant select on v to pg_monitor; revoke usage on type mood from public;";
        given("create type mood as enum ('sad', 'ok');" + rest)
                .target("create type mood as enum ('ok', 'sad');" + rest)
                .goesUpAndDown();
        given("create type mood as enum ('sad', 'ok');" + rest)
                .target("create type mood as enum ('sad', 'ok', 'great');" + rest)
                .changes("alter type mood add value 'great'")
                .goesUpAndDown();
    }

    @Test
    void types_come_before_the_tables_that_use_them_and_go_after_them() {
        given("create table t (m text, n int)")
                .target("create type mood as enum ('sad'); create domain email as text check (value like '%@%');"
                        + "create type pair as (a int, m mood); create table t (m text, n int, x mood, y email, z pair[]);"
                        + "create table u (x mood default 'sad')")
                .goesUpAndDown();
    }

    @Test
    void a_column_becomes_an_enum() {
        given("create table t (m varchar(10))")
                .target("create type mood as enum ('sad', 'ok'); create table t (m mood)")
                .changes(
                        "create type mood as enum ('sad', 'ok')",
                        "alter table t alter column m type mood using m::mood")
                .goesUpAndDown();
    }

    @Test
    void a_domain_is_altered_where_it_is() {
        given("create domain d as int default 1 constraint pos check (value > 0) constraint gone check (value <> 7);"
                        + "create table t (a d)")
                .target(
                        "create domain d as int not null default 2 constraint pos check (value >= 0); create table t (a d);"
                                + "comment on domain d is 'x'")
                .changes(
                        "alter domain d drop constraint gone",
                        "alter domain d drop constraint pos",
                        "alter domain d set default 2",
                        "alter domain d set not null",
                        "alter domain d add constraint pos CHECK ((VALUE >= 0))",
                        "comment on type d is 'x'")
                .goesUpAndDown();
    }

    @Test
    void comments_within_types_are_kept() {
        given(
                        "create domain d as int constraint a check (value > 0) constraint b check (value < 9);"
                                + "comment on constraint a on domain d is 'a'; comment on constraint b on domain d is 'b';"
                                + "create type p as (x int, y text); comment on column p.x is 'x'; comment on column p.y is 'y'")
                .target(
                        "create domain d as int constraint a check (value > 1) constraint b check (value < 9);"
                                + "comment on constraint a on domain d is 'a'; comment on constraint b on domain d is 'bb';"
                                + "create type p as (x int, z date); comment on column p.x is 'x'; comment on column p.z is 'z'")
                .goesUpAndDown();
        given("create type p as (x int, y text); comment on column p.x is 'x'; comment on type p is 'p'")
                .target("create type p as (y text, x int); comment on column p.x is 'xx'")
                .goesUpAndDown();
    }

    @Test
    void a_domain_with_another_base_type_takes_a_new_one() {
        given("create domain d as int constraint pos check (value > 0); create table t (a d default 5, b d[]);"
                        + "create view v as select a from t")
                .target("create domain d as numeric(10,2) constraint pos check (value > 0);"
                        + "create table t (a d default 5, b d[]); create view v as select a from t")
                .goesUpAndDown();
    }

    @Test
    void a_check_of_a_domain_uses_a_function() {
        given(
                        "create function f(int) returns bool language sql as 'select $1 > 0'; create domain d as int check (f(value));"
                                + "create table t (a d)")
                .target("create function f(int) returns bool language sql as 'select $1 > 1'; create domain d as int"
                        + " check (f(value)); create table t (a d)")
                .goesUpAndDown();
        given("")
                .target("create function f(int) returns bool language sql as 'select $1 > 0'; create domain d as int"
                        + " check (f(value)); create table t (a d)")
                .goesUpAndDown();
    }

    @Test
    void attributes_are_added_and_dropped_at_the_end() {
        given("create type pair as (a int, b text); create table t (p pair)")
                .target("create type pair as (a int, c date, d numeric(3,1)); create table t (p pair)")
                .changes("alter type pair drop attribute b, add attribute c date, add attribute d numeric(3,1)")
                .goesUpAndDown();
    }

    @Test
    void rows_come_through_the_change_of_a_composite_type_and_back() {
        String before = "create type pair as (a int, b text); create table t (id int, p pair);"
                + "create view v as select (p).b from t";
        String after = "create type pair as (b text, x date, a bigint); create table t (id int, p pair);"
                + "create view v as select (p).b from t";
        given(before).target(after).goesUpAndDown();
        List<Change> changes = SchemaDiff.between(Acceptance.schemaOf(before), Acceptance.schemaOf(after));
        try (TestDatabase database = TestDatabase.create()) {
            database.run(before + "; insert into t values (1, (7, 'x')), (2, null), (3, (null, null))");
            Acceptance.run(database, changes);
            assertThat(rows(database, "select id, p from t order by id"))
                    .containsExactly("1 (x,,7)", "2 null", "3 (,,)");
            Acceptance.run(database, Change.invert(changes));
            assertThat(rows(database, "select id, p from t order by id")).containsExactly("1 (7,x)", "2 null", "3 (,)");
        }
    }

    @Test
    void a_type_becomes_one_of_another_kind() {
        given("create type d as enum ('a'); create table t (a d)")
                .target("create domain d as text; create table t (a d)")
                .goesUpAndDown();
    }

    @Test
    void what_cannot_be_done_is_refused() {
        String nested = "create domain d as mood; create table t (a d);";
        assertThatThrownBy(() -> SchemaDiff.between(
                        Acceptance.schemaOf("create type mood as enum ('a', 'b');" + nested),
                        Acceptance.schemaOf("create type mood as enum ('b');" + nested)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mood")
                .hasMessageContaining("type d");
    }

    @Test
    void a_value_of_a_type_that_is_fixed_comes_and_its_way_back_says_that_there_is_none() {
        for (String user : List.of(
                "create domain d as mood; create table t (a d)", "create table t (a mood) partition by list (a)")) {
            List<Change> changes = SchemaDiff.between(
                    Acceptance.schemaOf("create type mood as enum ('a');" + user),
                    Acceptance.schemaOf("create type mood as enum ('a', 'b');" + user));
            try (TestDatabase database = TestDatabase.create()) {
                database.run("create type mood as enum ('a');" + user);
                Acceptance.run(database, changes);
                String back = ScriptWriter.wayBack(changes);
                assertThat(back).contains("-- There is no way back: type mood cannot become what it was");
                assertThatThrownBy(() -> database.run(back))
                        .hasStackTraceContaining("type mood cannot become what it was");
                assertThat(rows(database, "select enum_range(null::mood)")).containsExactly("{a,b}");
            }
        }
    }

    @Test
    void a_value_of_a_partition_key_does_not_go() {
        String partitioned = "create table t (a mood) partition by list (a)";
        assertThatThrownBy(() -> SchemaDiff.between(
                        Acceptance.schemaOf("create type mood as enum ('a', 'b');" + partitioned),
                        Acceptance.schemaOf("create type mood as enum ('b');" + partitioned)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the partition key of t");
    }

    @Test
    void extensions_come_and_go() {
        given("").target("create extension citext; create table t (a citext)").goesUpAndDown();
    }

    private static List<String> rows(TestDatabase database, String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
