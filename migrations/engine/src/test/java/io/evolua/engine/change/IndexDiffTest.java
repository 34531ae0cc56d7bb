package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes, with all that PostgreSQL stores about them. */
class IndexDiffTest {

    private static final String TABLE =
            "create table t (x int, y int, s text, c text collate \"C\", j jsonb, r int4range);";
    private static final String ROWS =
            "insert into t values (1, 2, 'a', 'b', '{\"a\": 1}', '[1,2)'), (3, 4, 'c', 'd', null, null)";

    private static String index(String definition) {
        return TABLE + (definition.isEmpty() ? "" : "create " + definition);
    }

    /** As written, and as we write it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            index i on t (x)                                  | index i on t (x)
            unique index i on t (x, y)                        | unique index i on t (x, y)
            unique index i on t (x) nulls not distinct        | unique index i on t (x) nulls not distinct
            index i on t (x desc)                             | index i on t (x desc)
            index i on t (x desc nulls last, y nulls first)   | index i on t (x desc nulls last, y nulls first)
            index i on t using hash (s)                       | index i on t using hash (s)
            index i on t using gin (j jsonb_path_ops)         | index i on t using gin (j jsonb_path_ops)
            index i on t using gist (r)                       | index i on t using gist (r)
            index i on t using brin (x int4_minmax_multi_ops(values_per_range=16)) | \
            index i on t using brin (x int4_minmax_multi_ops (values_per_range=16))
            index i on t using brin (x) with (pages_per_range=8) | index i on t using brin (x) with (pages_per_range = 8)
            index i on t using gin (j) with (fastupdate=off)  | index i on t using gin (j) with (fastupdate = off)
            index i on t (x) include (y, s)                   | index i on t (x) include (y, s)
            index i on t (x) with (fillfactor=70) where y > 0 | index i on t (x) with (fillfactor = 70) where (y > 0)
            index i on t (s text_pattern_ops)                 | index i on t (s text_pattern_ops)
            index i on t (s collate "C")                      | index i on t (s collate "C")
            index i on t (s collate "C" text_pattern_ops desc)| index i on t (s collate "C" text_pattern_ops desc)
            index i on t (c collate "default")                | index i on t (c collate "default")
            index i on t (c)                                  | index i on t (c)
            index i on t (y, lower(s))                        | index i on t (y, lower(s))
            index i on t (lower(s) collate "C")               | index i on t (lower(s) collate "C")
            index i on t ((x + 1) desc, lower(s) text_pattern_ops) | index i on t (((x + 1)) desc, lower(s) text_pattern_ops)
            index i on t ((j -> 'a'), (j ->> 'b') desc)       | index i on t (((j -> 'a'::text)), ((j ->> 'b'::text)) desc)
            """)
    void A122_A129_A132_one_comes_and_goes(String definition, String written) {
        given(index(""))
                .target(index(definition))
                .changes("create " + written)
                .comesBackBy("drop index i")
                .goesUpAndDownWith(ROWS);
        given("").target(index(definition)).goesUpAndDown();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            index i on t (x)                         | unique index i on t (x)
            index i on t (x, y)                      | index i on t (y, x)
            index i on t (x)                         | index i on t (x, y)
            index i on t (x)                         | index i on t (x desc)
            index i on t (x desc)                    | index i on t (x desc nulls last)
            index i on t (x nulls first)             | index i on t (x)
            index i on t (x) include (y)             | index i on t (x) include (s)
            index i on t (x) include (y)             | index i on t (x)
            index i on t (x) where y > 0             | index i on t (x) where y > 1
            index i on t (x)                         | index i on t (x) where y > 1
            index i on t (s)                         | index i on t using hash (s)
            index i on t (s)                         | index i on t (s text_pattern_ops)
            index i on t (s)                         | index i on t (s collate "C")
            index i on t (s collate "C")             | index i on t (s collate "POSIX")
            index i on t (lower(s))                  | index i on t (upper(s))
            index i on t (lower(s))                  | index i on t (lower(s) collate "C")
            index i on t (lower(s))                  | index i on t (lower(s) text_pattern_ops)
            index i on t (y, lower(s))               | index i on t (lower(s), y)
            index i on t ((x + 1))                   | index i on t ((x + 3))
            index i on t ((x + 3))                   | index i on t ((x * 3))
            index i on t ((x + 42))                  | index i on t ((42 + x))
            index i on t (coalesce(x, -1))           | index i on t (coalesce(y, '-1'))
            index i on t (coalesce(x, -1) desc)      | index i on t (coalesce(x, -1) nulls first)
            index i on t ((j -> 'foo'))              | index i on t ((j -> 'bar'))
            index i on t ((j -> 'foo'))              | index i on t ((j ->> 'foo'))
            index i on t (((j -> 'x')::integer))     | index i on t (((j -> 'x')::bigint))
            index i on t using gin (j)               | index i on t using gin (j jsonb_path_ops)
            unique index i on t (x)                  | unique index i on t (x) nulls not distinct
            index i on t using brin (x int4_minmax_multi_ops) | \
            index i on t using brin (x int4_minmax_multi_ops(values_per_range=16))
            """)
    void A108_A126_A127_A131_A133_A135_A137_A138_a_changed_one_is_made_anew(String from, String to) {
        String old = index(from);
        String now = index(to);
        assertThat(statements(old, now)).hasSize(2).startsWith("drop index i");
        assertThat(statements(now, old)).hasSize(2).startsWith("drop index i");
        given(old).target(now).goesUpAndDownWith("insert into t (x, y, s) values (1, 2, 'a')");
    }

    private static List<String> statements(String from, String to) {
        return Acceptance.statements(SchemaDiff.between(Acceptance.schemaOf(from), Acceptance.schemaOf(to)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (x)                             | (x asc)
            (x)                             | (x asc nulls last)
            (x desc)                        | (x desc nulls first)
            (x)                             | (x int4_ops)
            (x) include (y)                 | (x) include (y)
            (s)                             | (s collate "default")
            (c)                             | (c collate "C")
            (lower(s))                      | (lower( s ) asc)
            ((j -> 'x'))                    | ((j->'x'))
            ((cast(j -> 'x' as integer)))   | (((j -> 'x')::integer))
            (x) where (y>0)                 | (x) where y > 0
            """)
    void A128_A131_A134_A136_what_is_said_otherwise_is_the_same(String one, String other) {
        given(index("index i on t " + one))
                .target(index("index i on t " + other))
                .changesNothing();
    }

    @Test
    void parameters_are_altered() {
        given(index("index i on t (x) with (fillfactor=70)"))
                .target(index("index i on t (x) with (fillfactor=80, deduplicate_items=off)"))
                .changes("alter index i set (deduplicate_items = off, fillfactor = 80)")
                .comesBackBy("alter index i set (fillfactor = 70), reset (deduplicate_items)")
                .goesUpAndDown();
        given(index("index i on t (x) with (fillfactor=70)"))
                .target(index("index j on t (x)"))
                .changes("alter index i rename to j", "alter index j reset (fillfactor)")
                .goesUpAndDown();
    }

    @Test
    void a_comment_comes_changes_and_goes() {
        given(index("index i on t (x); comment on index i is 'one'"))
                .target(index("index i on t (x); comment on index i is 'it''s \\ another'"))
                .changes("comment on index i is E'it''s \\\\ another'")
                .comesBackBy("comment on index i is 'one'")
                .goesUpAndDown();
        given(index("index i on t (x); comment on index i is 'one'"))
                .target(index(""))
                .changes("drop index i")
                .goesUpAndDown();
    }

    @Test
    void A123_a_dropped_table_brings_its_indexes_back() {
        given(index("index i on t (x) with (fillfactor=70) where y > 0; create unique index on t (lower(s) desc)"))
                .target("")
                .changes("drop table t")
                .goesUpAndDown();
    }

    @Test
    void A124_an_index_may_be_named_like_its_column() {
        given(index("index x on t (x)"))
                .target(index("index x on t (x); create index s on t (s)"))
                .goesUpAndDown();
    }

    @Test
    void A130_names_in_mixed_case() {
        given("create table t (\"regNumber\" int); create index \"regNumber\" on t (\"regNumber\")")
                .target("create table t (\"regNumber\" int); create unique index \"regNumber\" on t (\"regNumber\")")
                .changes("drop index \"regNumber\"", "create unique index \"regNumber\" on t (\"regNumber\")")
                .goesUpAndDown();
    }

    @Test
    void an_index_in_another_schema() {
        given("create schema app; create table app.t (a int)")
                .target("create schema app; create table app.t (a int); create index i on app.t (a);"
                        + "comment on index app.i is 'x'")
                .changes("create index i on app.t (a)", "comment on index app.i is 'x'")
                .goesUpAndDown();
    }

    @Test
    void an_index_of_a_partitioned_table() {
        String tables = "create table p (a int) partition by range (a);"
                + "create table p1 partition of p for values from (1) to (9);";
        given(tables)
                .target(tables + "create index i on p (a)")
                .changes("create index i on p (a)")
                .goesUpAndDown();
    }

    /** Only a statement that failed leaves one; the way back needs none. */
    @Test
    void an_invalid_one_counts_as_not_there() {
        String broken = "update pg_index set indisvalid = false where indexrelid = 'i'::regclass";
        Schema wanted = Acceptance.schemaOf(index("unique index i on t (x)"));
        try (TestDatabase database = TestDatabase.create()) {
            database.run(index("unique index i on t (x);") + broken);
            List<Change> changes = SchemaDiff.between(Acceptance.read(database), wanted);
            assertThat(Acceptance.statements(changes))
                    .containsExactly("drop index if exists i", "create unique index i on t (x)");
            assertThat(changes.get(0).hazard().orElseThrow()).contains("is invalid");
            Acceptance.run(database, changes);
            assertThat(Acceptance.read(database)).isEqualTo(wanted);
            Acceptance.run(database, Change.invert(changes));
            assertThat(Acceptance.read(database)).isEqualTo(Acceptance.schemaOf(TABLE));
            Acceptance.run(database, changes);
            assertThat(Acceptance.read(database)).isEqualTo(wanted);
        }
    }
}
