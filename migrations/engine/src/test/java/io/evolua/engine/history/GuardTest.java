package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards as they are read, asked, and foreseen. */
class GuardTest {

    private static final String NULLS = "select count(*) from users where name is null";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- guard: no row of users has name null: select count(*) from users where name is null",
                "--guard:no row of users has name null:SELECT count(*) from users where name is null;",
                "--  Guard :  no row of users has name null :  select count(*) from users where name is null  ;  ",
            })
    void a_guard_is_a_comment_of_a_claim_and_a_query(String comment) {
        Guard guard = Guard.parse(comment, 7).orElseThrow();
        assertThat(guard.claim()).isEqualTo("no row of users has name null");
        assertThat(guard.query()).isEqualToIgnoringCase(NULLS);
        assertThat(guard.violatedBy(1)).isEqualTo("1 row of users is in the way: no row of users has name null");
        assertThat(guard.violatedBy(2)).startsWith("2 rows of users are in the way: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- guard: a note",
                "-- guard the gate: select 1",
                "-- guard: : select 1",
                "-- guard: delete: delete from users",
                "-- a guard: no row: select 1",
            })
    void other_comments_are_comments(String comment) {
        assertThat(Guard.parse(comment, 1)).isEmpty();
    }

    @Test
    void a_guard_belongs_to_the_statement_below_it() {
        SqlScript script = SqlScript.parse("s", """
                select 1; -- guard: one: select 1
                -- a word
                -- guard: "Odd: name" of rows of "a b".c: select 2
                select '
                -- guard: no: select 3
                ';
                select 4 -- guard: no: select 5
                """);
        assertThat(script.statements()).extracting(s -> s.guards().size()).containsExactly(0, 2, 0);
        assertThat(script.statements().get(1).guards())
                .containsExactly(
                        new Guard("one", "select 1", 1),
                        new Guard("\"Odd: name\" of rows of \"a b\".c", "select 2", 3));
        assertThat(script.statements().get(1).guards().get(1).violatedBy(3)).startsWith("3 rows of \"a b\".c are");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            insert into users values (1)                                 | true
            INSERT INTO public."users" values (1)                        | true
            update users set name = ''                                   | true
            merge into users using x on true when matched then delete    | true
            with x as (update users set a = 1 returning a) select 1      | true
            copy users from '/tmp/x'                                     | true
            delete from parents                                          | true
            truncate parents cascade                                     | true
            do $$ begin end $$                                           | true
            call fill()                                                  | true
            drop table users                                             | true
            drop schema x cascade                                        | true
            alter table users rename column mail to name                 | true
            alter table users alter column name type int                 | true
            alter table users alter name type int                        | true
            alter table users drop column name                           | true
            alter table users set schema x                               | true
            set search_path = x                                          | true
            set role x                                                   | true
            insert into log values ('users')                             | false
            update log set a = 1                                         | false
            create table log (a int references users)                    | false
            create index i on users (name)                               | false
            alter table users add column age int                         | false
            alter table users alter column age type int                  | false
            alter table users drop column age                            | false
            alter table users drop constraint c                          | false
            alter table users alter column name drop default             | true
            alter table users alter column name set default 1            | false
            drop table log                                               | false
            set lock_timeout = '1s'                                      | false
            select setval('s', max(id)) from users                       | false
            comment on table users is 'x'                                | false
            """)
    void what_may_change_the_answer(String statement, boolean may) {
        assertThat(new RowWrites(NULLS).possibleIn(new SqlStatement(statement, 1)))
                .isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_server_can_tell_what_is_no_value_of_a_type(boolean standIn) throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            database.run("create table t (a text); insert into t values ('1'), ('x'), (null), ('99999999999'), ('');"
                    + "create domain small as int check (value < 10); create type mood as enum ('ok')");
            connection.setAutoCommit(false);
            GuardCheck check = new GuardCheck(connection, standIn);
            assertThat(misfits(check, "integer")).isEqualTo(3);
            assertThat(misfits(check, "small")).isEqualTo(3);
            assertThat(misfits(check, "mood")).isEqualTo(4);
            assertThat(check.count("select nothing from t").missingColumn()).isTrue();
            assertThat(check.count("select count(*) from nowhere").rows()).isEmpty();
            statement.execute("insert into t values ('still writable')");
            try (ResultSet row = statement.executeQuery(
                    "select count(*) from pg_proc where pronamespace::regnamespace::text like 'pg_temp%'")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    private static long misfits(GuardCheck check, String type) throws SQLException {
        return check.count("select count(*) from t where not pg_input_is_valid(a, '" + type + "')")
                .rows()
                .orElseThrow();
    }
}
