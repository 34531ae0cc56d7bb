package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.sql.ScriptWriter;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values go from type to type and come back, on a real server, and a guard knows those that cannot go. */
class TypeChangeTest {

    private static final String ENUM =
            "create type mood as enum ('sad', 'ok'); create type mood2 as enum ('ok', 'sad')";
    private static final Pattern GUARD = Pattern.compile("(?m)^-- guard: .+?: (select .*)$");

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create().run(ENUM);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # from                  | to                    | value                      | becomes             | lossless
            text                    | integer               | 42                         | 42                  | false
            varchar(20)             | bigint                | -7                         | -7                  | false
            text                    | numeric(8,2)          | 12.50                      | 12.50               | false
            text                    | double precision      | 2.5                        | 2.5                 | false
            text                    | boolean               | true                       | t                   | false
            text                    | date                  | 2024-02-29                 | 2024-02-29          | false
            text                    | timestamp             | 2024-02-29 10:00:00        | 2024-02-29 10:00:00 | false
            text                    | timestamptz           | 2024-02-29 10:00:00+00     | 2024-02-29 10:00:00+00 | false
            text                    | time                  | 10:00:00                   | 10:00:00            | false
            text                    | interval              | 01:30:00                   | 01:30:00            | false
            text                    | uuid                  | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | false
            text                    | jsonb                 | {"a": 1}                   | {"a": 1}            | false
            text                    | json                  | {"a":  1}                  | {"a":  1}           | false
            varchar(10)             | mood                  | sad                        | sad                 | false
            text                    | bytea                 | Olá                        | \\x4f6cc3a1         | true
            text                    | text[]                | a,b                        | {"a,b"}             | true
            text                    | integer[]             | {1,2}                      | {1,2}               | false
            text                    | varchar(5)            | abcde                      | abcde               | false
            varchar(100)            | varchar(50)           | abc                        | abc                 | false
            varchar(50)             | varchar(100)          | abc                        | abc                 | true
            varchar(50)             | text                  | abc                        | abc                 | true
            char(3)                 | text                  | abc                        | abc                 | true
            text                    | char(3)               | abc                        | abc                 | false
            char(3)                 | varchar(3)            | abc                        | abc                 | true
            mood                    | text                  | ok                         | ok                  | true
            mood                    | varchar(3)            | sad                        | sad                 | false
            mood                    | mood2                 | ok                         | ok                  | false
            integer                 | bigint                | 42                         | 42                  | true
            bigint                  | integer               | 42                         | 42                  | false
            integer                 | smallint              | 42                         | 42                  | false
            integer                 | numeric               | 42                         | 42                  | true
            integer                 | numeric(10,0)         | 42                         | 42                  | true
            integer                 | numeric(10,2)         | 42                         | 42.00               | false
            numeric(10,2)           | integer               | 42.00                      | 42                  | false
            numeric(10,2)           | numeric(12,2)         | 42.25                      | 42.25               | true
            numeric(10,2)           | numeric(10,1)         | 42.50                      | 42.5                | false
            numeric                 | double precision      | 2.5                        | 2.5                 | false
            real                    | double precision      | 2.5                        | 2.5                 | true
            double precision        | real                  | 2.5                        | 2.5                 | false
            double precision        | numeric(4,1)          | 2.5                        | 2.5                 | false
            double precision        | bigint                | 3                          | 3                   | false
            integer                 | text                  | 42                         | 42                  | true
            integer                 | varchar(11)           | 42                         | 42                  | true
            uuid                    | varchar(36)           | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | true
            integer                 | boolean               | 1                          | t                   | false
            numeric                 | boolean               | 0                          | f                   | false
            boolean                 | integer               | t                          | 1                   | true
            boolean                 | numeric(3,1)          | t                          | 1.0                 | true
            boolean                 | smallint              | f                          | 0                   | true
            boolean                 | text                  | t                          | true                | true
            date                    | timestamp             | 2024-02-29                 | 2024-02-29 00:00:00 | true
            date                    | timestamptz           | 2024-02-29                 | 2024-02-29 00:00:00+00 | true
            timestamp               | timestamptz           | 2024-02-29 10:00:00        | 2024-02-29 10:00:00+00 | true
            timestamptz             | timestamp             | 2024-02-29 10:00:00+00     | 2024-02-29 10:00:00 | true
            timestamptz             | date                  | 2024-02-29 00:00:00+00     | 2024-02-29          | false
            timestamp               | date                  | 2024-02-29 00:00:00        | 2024-02-29          | false
            timestamp               | timestamp(0)          | 2024-02-29 10:00:00        | 2024-02-29 10:00:00 | false
            timestamp(3)            | timestamptz           | 2024-02-29 10:00:00.123    | 2024-02-29 10:00:00.123+00 | true
            timestamptz             | text                  | 2024-02-29 10:00:00+00     | 2024-02-29 10:00:00+00 | true
            time                    | timetz                | 10:00:00                   | 10:00:00+00         | true
            time                    | interval              | 10:00:00                   | 10:00:00            | true
            interval                | integer               | 01:30:00                   | 5400                | false
            bigint                  | interval              | 5400                       | 01:30:00            | true
            interval                | text                  | 01:30:00                   | 01:30:00            | true
            json                    | jsonb                 | {"a": 1}                   | {"a": 1}            | true
            jsonb                   | json                  | {"a": 1}                   | {"a": 1}            | true
            jsonb                   | text                  | {"a": 1}                   | {"a": 1}            | true
            integer                 | jsonb                 | 5                          | 5                   | true
            date                    | jsonb                 | 2024-02-29                 | "2024-02-29"        | true
            jsonb                   | boolean               | true                       | t                   | false
            bytea                   | text                  | \\x4f6cc3a1                | Olá                 | false
            bytea                   | uuid                  | \\x6ba7b8109dad11d180b400c04fd430c8 | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | false
            uuid                    | bytea                 | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | \\x6ba7b8109dad11d180b400c04fd430c8 | true
            integer                 | integer[]             | 5                          | {5}                 | true
            integer                 | bigint[]              | 5                          | {5}                 | true
            integer                 | text[]                | 5                          | {5}                 | true
            integer[]               | integer               | {5}                        | 5                   | false
            text[]                  | text                  | {"a,b"}                    | a,b                 | false
            integer[]               | bigint[]              | {1,2}                      | {1,2}               | true
            integer[]               | text                  | {1,2}                      | {1,2}               | true
            bit varying(8)          | bit varying(4)        | 1010                       | 1010                | false
            bit varying(4)          | bit varying(8)        | 1010                       | 1010                | true
            bit varying(4)          | bit varying           | 1010                       | 1010                | true
            integer                 | double precision      | 42                         | 42                  | true
            bigint                  | double precision      | 42                         | 42                  | false
            """)
    void a_value_goes_and_comes_back(String from, String to, String value, String becomes, boolean lossless)
            throws SQLException {
        Steps steps = steps(from, to);
        assertThat(steps.change.typeChange().lossless()).isEqualTo(lossless);
        assertThat(steps.change.dataLoss().isPresent()).isEqualTo(!lossless);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // Nothing may depend on the session's zone; values are shown in UTC.
            statement.execute("begin; set local timezone to 'Asia/Tokyo'");
            statement.execute("create table t (a " + from + "); insert into t values ('" + value.replace("\\\\", "\\")
                    + "'), (null)");
            run(statement, steps.up);
            assertThat(values(statement)).containsExactlyInAnyOrder(becomes.replace("\\\\", "\\"), null);
            run(statement, steps.down);
            assertThat(values(statement)).containsExactlyInAnyOrder(value.replace("\\\\", "\\"), null);
            statement.execute("rollback");
        }
    }

    @ParameterizedTest(name = "{2} is no {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text            | integer       | x
            text            | integer       | 99999999999
            text            | numeric(4,2)  | 100
            text            | boolean       | perhaps
            text            | date          | 2023-02-29
            text            | uuid          | 6ba7
            text            | jsonb         | {
            varchar(9)      | mood          | glad
            mood            | varchar(2)    | sad
            varchar(9)      | varchar(3)    | abcd
            text            | char(3)       | abcd
            bigint          | integer       | 2147483648
            bigint          | integer       | -2147483649
            integer         | smallint      | 32768
            numeric         | integer       | 2147483647.5
            double precision | integer      | NaN
            integer         | numeric(4,2)  | 100
            numeric         | numeric(4,2)  | 99.996
            double precision | numeric(4,2) | 1e10
            jsonb           | boolean       | 5
            bytea           | uuid          | \\x00
            boolean         | date          | true
            integer         | uuid          | 5
            uuid            | integer       | 6ba7b810-9dad-11d1-80b4-00c04fd430c8
            integer         | timestamptz   | 5
            """)
    void the_guard_counts_the_rows_in_the_way(String from, String to, String value) throws SQLException {
        Steps steps = steps(from, to);
        Matcher guard = GUARD.matcher(steps.up);
        assertThat(guard.find()).as(steps.up).isTrue();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("begin");
            statement.execute("create table t (a " + from + "); insert into t values ('" + value.replace("\\\\", "\\")
                    + "'), (null)");
            assertThat(count(statement, guard.group(1))).isEqualTo(1);
            String remedy = "update t set a = null where a is not null";
            statement.execute("savepoint s");
            if (!steps.up.contains("using null")) {
                assertThatThrownBy(() -> run(statement, steps.up)).isInstanceOf(SQLException.class);
            }
            statement.execute("rollback to s");
            statement.execute(remedy);
            assertThat(count(statement, guard.group(1))).isZero();
            run(statement, steps.up);
            run(statement, steps.down);
            statement.execute("rollback");
        }
    }

    @Test
    void a_string_is_not_cut_silently() throws SQLException {
        Steps steps = steps("text", "varchar(3)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("begin; create table t (a text); insert into t values ('abc   ')");
            assertThat(steps.up).contains("char_length(rtrim(a)) > 3").doesNotContain("using");
            run(statement, steps.up);
            assertThat(values(statement)).containsExactly("abc");
            statement.execute("rollback");
        }
    }

    @Test
    void what_is_taken_for_granted_is_said() {
        assertThat(steps("timestamp", "timestamptz").up).isEqualTo("""
                        -- Times without a zone are taken for UTC.
                        alter table t alter column a type timestamptz using a at time zone 'UTC';
                        """);
        assertThat(steps("text", "timestamptz").up).contains("Times without a zone are taken for the session's.");
        assertThat(steps("text", "timetz").up).contains("Times without a zone are taken for the session's.");
        assertThat(steps("text", "integer").up).doesNotContain("zone");
        assertThat(steps("timestamp", "date").up).doesNotContain("UTC").contains("using a::date;");
        assertThat(steps("json", "jsonb").up).contains("the order of keys");
        assertThat(steps("jsonb", "json").up).doesNotContain("the order of keys");
        assertThat(steps("text[]", "text").up)
                .contains("all elements but the first of each value are lost", "using a[1];");
        assertThat(steps("boolean", "date").up)
                .contains("no value of type boolean can become one of type date")
                .contains("using null::date;");
    }

    private record Steps(AlterColumn change, String up, String down) {}

    private static Steps steps(String from, String to) {
        List<Change> changes = SchemaDiff.between(schema(from), schema(to));
        assertThat(changes).hasSize(1);
        return new Steps(
                (AlterColumn) changes.get(0),
                ScriptWriter.script(changes),
                ScriptWriter.script(Change.invert(changes)));
    }

    private static Schema schema(String type) {
        return Answers.to("column of " + type, Schema.class, () -> read(type));
    }

    private static Schema read(String type) {
        database.run("create table t (a " + type + ")");
        try {
            return Acceptance.read(database);
        } finally {
            database.run("drop table t");
        }
    }

    private static void run(Statement statement, String script) throws SQLException {
        statement.execute(script);
    }

    private static List<String> values(Statement statement) throws SQLException {
        List<String> values = new ArrayList<>();
        statement.execute("set local timezone to 'UTC'");
        try (ResultSet rows = statement.executeQuery("select a from t")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        statement.execute("set local timezone to 'Asia/Tokyo'");
        return values;
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
