package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of columns, with their modifiers. */
class ColumnTypeDiffTest {

    private static String table(String type) {
        return "create table t (id int, c " + type + ");";
    }

    /** Also where the reference sees nothing because one side has no modifier. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar(30)      | varchar(40)
            varchar(30)      | int
            varchar(30)      | varchar
            text             | varchar(255)
            numeric(10,5)    | numeric(10,6)
            numeric(10,5)    | numeric(10)
            numeric(10,5)    | numeric
            numeric(10,5)    | numeric(12,5)
            numeric          | numeric(12,5)
            numeric(10,5)    | timestamp
            bigint           | int
            bigint           | smallint
            int              | smallint
            int              | varchar(10)
            int              | numeric(8,0)
            numeric(8,0)     | numeric(8,2)
            char(1)          | varchar(1)
            varchar(6)       | varchar(12)
            varchar(10)      | int
            timestamp        | timestamptz
            timestamp        | timestamp(3)
            timestamptz(3)   | timestamptz
            time             | time(0)
            interval         | interval day to second(3)
            bit(3)           | bit varying(3)
            json             | jsonb
            int              | int[]
            real             | double precision
            text             | bytea
            """)
    void A047_to_A055_A057_to_A060_another_type_is_a_difference(String from, String to) {
        for (List<String> pair : List.of(List.of(from, to), List.of(to, from))) {
            List<Change> changes = SchemaDiff.between(
                    Acceptance.schemaOf(table(pair.get(0))), Acceptance.schemaOf(table(pair.get(1))));
            assertThat(changes).singleElement().isInstanceOf(AlterColumn.class);
        }
        given(table(from)).target(table(to)).goesUpAndDownWith("insert into t values (1, null)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar(30)      | character varying(30)
            decimal(10,5)    | numeric(10, 5)
            decimal(10)      | numeric(10,0)
            int              | int4
            int              | integer
            int8             | bigint
            float            | double precision
            float(24)        | real
            bool             | boolean
            timestamp        | timestamp without time zone
            timestamptz      | timestamp with time zone
            char             | character(1)
            bpchar(3)        | char(3)
            int[3]           | int[]
            varbit(5)        | bit varying(5)
            """)
    void A046_A053_A055_A058_A059_another_name_of_the_type_is_none(String one, String other) {
        given(table(one)).target(table(other)).changesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "char",
                "varchar(32)",
                "text",
                "float",
                "numeric",
                "numeric(10,2)",
                "numeric(3,-2)",
                "timestamp",
                "timestamptz(6)",
                "boolean",
                "bigint",
                "smallint",
                "date",
                "time",
                "timetz",
                "bytea",
                "json",
                "jsonb",
                "uuid",
                "xml",
                "inet",
                "cidr",
                "macaddr",
                "money",
                "interval",
                "interval hour to minute",
                "point",
                "bit",
                "varbit",
                "tsvector",
                "int4range",
                "datemultirange",
                "text[]",
                "int[][]",
                "name",
                "\"char\"",
                "oid",
                "regclass",
                "pg_lsn"
            })
    void A056_what_was_written_is_read_back(String type) {
        given("").target(table(type)).goesUpAndDown();
        given("create table t (id int)").target(table(type)).goesUpAndDown();
    }
}
