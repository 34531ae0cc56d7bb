package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code columnDefinition}: read, compared with what the server makes of it, or refused. */
class DefinitionsTest {

    private static final String WHERE = "Hero.name (column name)";

    private static final TestDatabase database = TestDatabase.create();

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    private static ColumnDefinition parse(String definition) {
        return ColumnDefinition.parse(definition, WHERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bigint",
                "INT8",
                "int",
                "int4",
                "integer",
                "smallint",
                "int2",
                "boolean",
                "bool",
                "real",
                "float4",
                "float",
                "float(24)",
                "float(25)",
                "double precision",
                "float8",
                "numeric",
                "decimal(10)",
                "numeric ( 10 , 2 )",
                "dec(5,-2)",
                "varchar",
                "varchar(50)",
                "character varying (50)",
                "char",
                "char(3)",
                "character(3)",
                "bit",
                "bit(3)",
                "varbit(4)",
                "bit varying",
                "text",
                "bytea",
                "uuid",
                "date",
                "timestamp",
                "timestamp(3)",
                "timestamp without time zone",
                "timestamptz",
                "timestamptz(3)",
                "timestamp (3) with  time zone",
                "time",
                "timetz",
                "time(2) with time zone",
                "json",
                "jsonb",
                "xml",
                "inet",
                "interval",
                "tsvector",
                "int4range",
                "text[]",
                "varchar(10)[]",
                "timestamp(3) with time zone[]",
                "int[3]",
                "money",
                "macaddr8"
            })
    void well_known_types_are_spelled_as_the_server_spells_them(String type) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table t (c " + type + ")");
            try (ResultSet row = statement.executeQuery(
                    "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 't'::regclass and attname = 'c'")) {
                row.next();
                assertThat(parse(type).type()).isEqualTo(SqlText.canonical(row.getString(1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mood", "public.mood", "\"Mood\"", "geometry(Point, 4326)", "hstore", "interval(3)", "citext[]"})
    void other_types_stay_as_written(String type) {
        assertThat(parse(type + " not null").type()).isEqualTo(SqlText.written(type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "varchar(50) default 'not null, unique'| 'not null, unique'",
                "varchar default 'it''s' not null| 'it''s'",
                "timestamptz not null default now()| now()",
                "timestamptz default current_timestamp unique| current_timestamp",
                "int default (1 + 2) * 3 check (c > 0)| (1 + 2) * 3",
                "text default E'a\\'b' not null| E'a\\'b'",
                "jsonb default '{}'::jsonb| '{}'::jsonb",
                "text default $$not null$$| $$not null$$",
                "int default nextval('s'::regclass) null| nextval('s'::regclass)",
            })
    void a_default_is_kept_as_written(String definition, String expected) {
        assertThat(parse(definition).defaultValue().map(SqlText::text)).hasValue(expected);
    }

    @Test
    void clauses_come_in_any_order() {
        ColumnDefinition definition = parse(
                "varchar(10) DEFAULT 'a' /* why */ NOT NULL CONSTRAINT one UNIQUE CONSTRAINT \"Short\" CHECK (length(name) < 5) REFERENCES names (name) ON DELETE CASCADE");
        assertThat(definition.type()).isEqualTo(SqlText.canonical("character varying(10)"));
        assertThat(definition.notNull()).isTrue();
        assertThat(definition.defaultValue()).hasValue(SqlText.written("'a'"));
        assertThat(definition.unique()).hasValue("one");
        assertThat(definition.checks())
                .containsExactly(new ColumnDefinition.NamedCheck("Short", SqlText.written("CHECK (length(name) < 5)")));
        assertThat(definition.reference()).hasValueSatisfying(reference -> {
            assertThat(reference.table()).hasToString("names");
            assertThat(reference.column()).isEqualTo("name");
            assertThat(reference.actions()).isEqualTo(ForeignKeyActions.cascadingOnDelete(true));
        });
    }

    @Test
    void null_as_a_default_is_none() {
        assertThat(parse("text default null").defaultValue()).isEmpty();
        assertThat(parse("text default null not null").notNull()).isTrue();
    }

    @Test
    void an_identity_has_options() {
        assertThat(parse("bigint generated always as identity (start with 10 increment by 5)")
                        .identity())
                .hasValueSatisfying(identity -> {
                    assertThat(identity.always()).isTrue();
                    assertThat(identity.options().start()).isEqualTo(10);
                    assertThat(identity.options().increment()).isEqualTo(5);
                    assertThat(identity.options().maxValue()).isEqualTo(Long.MAX_VALUE);
                });
        assertThat(parse("int generated by default as identity").notNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text collate \"C\"| \"collate\" is not supported",
                "text not| \"not\" is not supported",
                "int generated always as (a + 1) stored| a generated column is not supported",
                "text unique nulls not distinct| UNIQUE NULLS NOT DISTINCT is not supported",
                "not null| the type is missing",
                "text default (1| the parentheses do not match",
                "text default 'a| the SQL is cut off",
                "int references t (a, b)| one column cannot refer to several",
                "text default| it ends too early",
                "int references t on delete set null (c)| an action for some of the columns is not supported",
            })
    void what_cannot_be_held_is_refused(String definition, String reason) {
        assertThatThrownBy(() -> parse(definition))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason)
                .hasMessageStartingWith(WHERE);
    }

    @Test
    void reserved_words_are_those_of_the_server() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet words = statement.executeQuery(
                        "select array_agg(word order by word) from pg_get_keywords() where catcode in ('R', 'T')")) {
            words.next();
            assertThat(Names.RESERVED)
                    .containsExactlyInAnyOrder((String[]) words.getArray(1).getArray());
        }
    }
}
