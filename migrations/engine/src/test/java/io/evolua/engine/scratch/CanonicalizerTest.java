package io.evolua.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silence means equality: another spelling is no difference, and what looks alike but is not, is one. */
class CanonicalizerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            timestamptz             | now()
            timestamptz             | CURRENT_TIMESTAMP
            TIMESTAMP WITH TIME ZONE| transaction_timestamp()
            varchar(50)             | 'x'
            text                    | 'a'||'b'
            text                    | substring ( 'name' , 1,3 )
            int8                    | 5
            numeric( 10 , 2 )       | 5.0
            float8                  | random()
            jsonb                   | '{"a":   1}'
            interval                | interval '14 days'
            integer[]               | ARRAY[]::integer[]
            bool                    | 't'
            bit varying(3)          | B'101'
            """)
    void another_spelling_is_no_difference(String type, String value) {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c " + type + " default " + value + ")");
            assertThat(changes(database, column(type, value))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            integer     | 5       | integer | 7
            text        | 'a'     | text    | 'b'
            varchar(50) | 'x'     | varchar(40) | 'x'
            timestamptz | now()   | timestamptz | clock_timestamp()
            char(1)     | 'x'     | varchar(1)  | 'x'
            """)
    void what_is_different_is_a_difference(String type, String value, String otherType, String otherValue) {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c " + type + " default " + value + ")");
            assertThat(changes(database, column(otherType, otherValue))).hasSize(1);
        }
    }

    @Test
    void a_default_may_need_a_sequence_that_the_target_brings() {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c bigint default 1); create sequence s");
            assertThat(changes(database, column("bigint", "nextval('s')"))).isNotEmpty();
        }
    }

    @Test
    void checks_are_compared_by_their_meaning() {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c integer check (c>0 AND c <100))");
            Table table = Table.of(QualifiedName.of("t"), List.of(Column.of("c", SqlText.canonical("integer"), true)))
                    .withChecks(List.of(new Check("t_c_check", false, SqlText.written("check (c > 0 and c < 100)"))));
            assertThat(changes(database, table)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            (lower(c))                            | lower( c )                        | 0
            (lower(c))                            | upper(c)                          | 2
            (lower(c) collate "C" text_pattern_ops) | lower(c) COLLATE "C" text_pattern_ops | 0
            (lower(c) collate "C")                | lower(c)                          | 2
            ((c like 'x') desc)                   | (c LIKE 'x')                      | 2
            ((c like 'x'))                        | (c LIKE  'x')                     | 0
            """)
    void A134_indexes_are_compared_by_their_meaning(String index, String written, int changes) {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c text); create index i on t " + index);
            Index wish = Index.btree(
                    "i", true, false, List.of(new Index.Key(written, false, Index.Direction.ASC, Index.Nulls.LAST)));
            Table table = Table.of(QualifiedName.of("t"), List.of(Column.of("c", SqlText.written("text"), true)))
                    .withIndexes(List.of(wish));
            assertThat(changes(database, table)).hasSize(changes);
        }
    }

    @Test
    void predicates_exclusions_and_generated_columns_are_compared_by_their_meaning() {
        try (TestDatabase database = TestDatabase.create()) {
            database.run(
                    "create table t (a int, b int generated always as (a * 2) stored,"
                            + " constraint x exclude using gist (int4range(a, b) with &&)); create index i on t (a) where a > 0");
            Column a = Column.of("a", SqlText.written("int"), true);
            Column b = Column.of("b", SqlText.written("int"), true)
                    .withGenerated(Optional.of(new Generated(SqlText.written("a*2"), true)));
            Index index = Index.btree("i", true, false, List.of(Index.Key.ascending("a")));
            Table table = Table.of(QualifiedName.of("t"), List.of(a, b))
                    .withIndexes(List.of(index.spelled(index.keys(), written("a>0"))))
                    .withExclusions(List.of(new Exclusion(
                            "x",
                            true,
                            SqlText.written("exclude using gist (int4range(a,b) with &&)"),
                            Optional.empty())));
            assertThat(changes(database, table)).isEmpty();
            Column other = b.withGenerated(Optional.of(new Generated(SqlText.written("a*3"), true)));
            assertThat(changes(database, table.withColumns(List.of(a, other)))).isNotEmpty();
        }
    }

    @Test
    void an_index_that_postgresql_does_not_understand_is_named() {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c text); create index i on t (c)");
            Table table = Table.of(QualifiedName.of("t"), List.of(Column.of("c", SqlText.written("text"), true)))
                    .withIndexes(List.of(Index.btree(
                            "i",
                            true,
                            false,
                            List.of(new Index.Key("nwo(c)", false, Index.Direction.ASC, Index.Nulls.LAST)))));
            assertThatThrownBy(() -> changes(database, table))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("of table t")
                    .hasMessageContaining("function nwo(text) does not exist");
        }
    }

    @Test
    void what_postgresql_does_not_understand_is_named() {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table t (c integer default 1, d integer default 2)");
            Table table = Table.of(
                    QualifiedName.of("t"),
                    List.of(
                            new Column("c", SqlText.written("integer"), true, written("3"), Optional.empty()),
                            new Column("d", SqlText.written("integer"), true, written("nwo()"), Optional.empty())));
            assertThatThrownBy(() -> changes(database, table))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("column t.d")
                    .hasMessageContaining("function nwo() does not exist");
        }
    }

    private static Table column(String type, String value) {
        return Table.of(
                QualifiedName.of("t"),
                List.of(new Column("c", SqlText.written(type), true, written(value), Optional.empty())));
    }

    private static Optional<SqlText> written(String text) {
        return Optional.of(SqlText.written(text));
    }

    private static List<Change> changes(TestDatabase database, Table target) {
        try (Connection connection = database.connect()) {
            Schema actual = CatalogReader.read(connection, Scope.defaultSchema());
            Schema wanted = Schema.of(List.of(target), actual.sequences().values());
            Canonicalizer.Pair pair = Canonicalizer.resolve(connection, actual, wanted);
            assertThat(CatalogReader.read(connection, Scope.defaultSchema())).isEqualTo(actual);
            return SchemaDiff.between(pair.from(), pair.to());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
