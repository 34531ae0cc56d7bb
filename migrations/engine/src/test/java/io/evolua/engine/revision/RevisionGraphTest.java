package io.evolua.engine.revision;

import static io.evolua.engine.revision.GraphFixture.graph;
import static io.evolua.engine.revision.GraphFixture.ids;
import static io.evolua.engine.revision.GraphFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionGraphTest {

    private static final String LINE = "1 2<1 3<2 4<3 5<4";
    private static final String BRANCHED = "1 2<1 31<2 41<31 32<2 42<32";
    private static final String DIAMOND = "1 2<1 3<1 4<2,3 5<4";
    private static final String FOREST = "1 2<1 10 11<10+2";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2<1 3<2 4<3 5<4        | 1 2 3 4 5     | 5     | 1
            1 2<1 31<2 41<31 32<2 42<32 | 1 2 31 32 41 42 | 41 42 | 1
            1 2<1 3<1 4<2,3 5<4      | 1 2 3 4 5     | 5     | 1
            1 2<1 10 11<10+2         | 1 2 10 11     | 2 11  | 1 10
            5 3<5 1<3                | 5 3 1         | 1     | 5
            1 2+1                    | 1 2           | 1 2   | 1 2
            """)
    void order_heads_and_bases(String picture, String order, String heads, String bases) {
        RevisionGraph graph = graph(picture);
        assertThat(text(graph.order())).isEqualTo(order);
        assertThat(text(graph.heads())).isEqualTo(heads);
        assertThat(text(graph.bases())).isEqualTo(bases);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1<1                   | V1__r1.sql follows itself
            1+1                   | V1__r1.sql follows itself
            1<3 2<1 3<2           | in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql
            1+3 2<1 3<2           | in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql
            1<3 2<1 3<2 4 5<4     | in a circle: V1__r1.sql, V2__r2.sql, V3__r3.sql.
            1<2 2<1 3<2 4<3       | in a circle: V1__r1.sql, V2__r2.sql.
            1 2<9                 | V2__r2.sql says "revises: 9", and there is no such revision
            20260301120000 2+20260301120001 | "depends-on: 20260301120001", and there is no such revision. Did you mean 20260301120000?
            1 1.0                 | Two scripts have the version 1.0: V1__r1.sql and V1.0__r1.0.sql
            """)
    void what_is_no_graph_is_refused(String picture, String message) {
        assertThatThrownBy(() -> graph(picture))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_empty_graph_has_nothing() {
        RevisionGraph graph = RevisionGraph.of(List.of());
        assertThat(graph.order()).isEmpty();
        assertThat(graph.heads()).isEmpty();
        assertThat(new Targets(graph, new TreeSet<>()).upgrade("head")).isEmpty();
        assertThat(new Targets(graph, new TreeSet<>()).downgrade("base")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2<1 3<2 4<3 5<4 |         | head  | 1 2 3 4 5
            1 2<1 3<2 4<3 5<4 | 1 2 3   | 5     | 4 5
            1 2<1 3<2 4<3 5<4 | 1       | +2    | 2 3
            1 2<1 3<2 4<3 5<4 | 1 2 3   | 2     | ''
            1 2<1 31<2 41<31 32<2 42<32 | 1 2 | 41 | 31 41
            1 2<1 31<2 41<31 32<2 42<32 | 1 2 | heads | 31 32 41 42
            1 2<1 3<1 4<2,3 5<4 | 1 2   | 4     | 3 4
            1 2<1 3<1 4<2,3 5<4 | 1 2 3 | +1    | 4
            1 2<1 10 11<10+2  |         | 11    | 1 2 10 11
            1 2<1 10 11<10+2  | 1 10    | +1    | 2
            """)
    void upgrades(String picture, String applied, String target, String expected) {
        assertThat(text(targets(picture, applied).upgrade(target))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2<1 3<2 4<3 5<4 | 1 2 3 4 5 | 3    | 5 4
            1 2<1 3<2 4<3 5<4 | 1 2 3     | base | 3 2 1
            1 2<1 3<2 4<3 5<4 | 1 2 3     | -2   | 3 2
            1 2<1 3<2 4<3 5<4 | 1 2 3     | 3    | ''
            1 2<1 31<2 41<31 32<2 42<32 | 1 2 31 32 41 42 | 1  | 42 41 32 31 2
            1 2<1 31<2 41<31 32<2 42<32 | 1 2 31 32 41 42 | 31 | 41
            1 2<1 3<1 4<2,3 5<4 | 1 2 3 4 5 | 2    | 5 4
            1 2<1 3<1 4<2,3 5<4 | 1 2 3 4 5 | -2   | 5 4
            1 2<1 10 11<10+2  | 1 2 10 11 | 1    | 11 2
            """)
    void downgrades(String picture, String applied, String target, String expected) {
        assertThat(text(targets(picture, applied).downgrade(target))).isEqualTo(expected);
    }

    @Test
    void what_is_ambiguous_or_leads_too_far_is_refused_with_the_choices() {
        refused(() -> targets(BRANCHED, "1 2").upgrade("head"), "There are 2 heads: 41 r41, 42 r42");
        refused(() -> targets(BRANCHED, "1").upgrade("+2"), "any of 31 r31, 32 r32");
        refused(() -> targets(BRANCHED, "1 2 31 32").downgrade("-1"), "any of 31 r31, 32 r32");
        refused(() -> targets(DIAMOND, "1 2 3 4").downgrade("-2"), "any of 2 r2, 3 r3");
        refused(() -> targets(FOREST, "").upgrade("+1"), "any of 1 r1, 10 r10");
        refused(() -> targets(LINE, "1 2").upgrade("+4"), "only 3 can be applied");
        refused(() -> targets(LINE, "1 2 3 4 5").upgrade("+1"), "nothing is pending");
        refused(() -> targets(LINE, "").downgrade("-1"), "nothing is applied");
        refused(() -> targets(LINE, "").downgrade("2"), "2 r2: it is not applied. Nothing is.");
        refused(() -> targets(LINE, "1").upgrade("+0"), "leads nowhere");
    }

    @Test
    void names() {
        RevisionNames names =
                new RevisionNames(graph("20260301120000 20260301120001<20260301120000 3.0<20260301120001"));
        assertThat(names.resolve("20260301120000").slug()).isEqualTo("r20260301120000");
        assertThat(names.resolve("r20260301120001").id()).hasToString("20260301120001");
        assertThat(names.resolve("3").id()).hasToString("3.0");
        assertThat(names.resolve("head").id()).hasToString("3.0");
        assertThatThrownBy(() -> names.resolve("2026"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("may be any of", "20260301120000", "20260301120001");
        assertThatThrownBy(() -> names.resolve("202"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("at least 4 characters");
        assertThatThrownBy(() -> names.resolve("r20260301120002"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Did you mean r20260301120000, r20260301120001");
        assertThatThrownBy(() -> names.resolve("quite different words"))
                .hasMessage("There is no revision \"quite different words\". There are 3.0 r3.0,"
                        + " 20260301120001 r20260301120001, 20260301120000 r20260301120000.");
        assertThatThrownBy(() -> new RevisionNames(graph("1 2<1 3<2 4<3 5<4 6<5")).resolve("quite different words"))
                .hasMessageContainingAll("The newest of 6 are 6 r6, ", "2 r2; all of them: evolua history");
    }

    @Test
    void versions_compare_by_number() {
        assertThat(ids("10,9,1.10,1.9,1.0,2_1").stream().sorted())
                .containsExactlyElementsOf(ids("1.0,1.9,1.10,2.1,9,10"));
        assertThat(RevisionId.of("1.0.0")).isEqualTo(RevisionId.of("1")).hasSameHashCodeAs(RevisionId.of("1"));
        assertThat(RevisionId.isValid("1.")).isFalse();
        assertThat(RevisionId.isValid("a1")).isFalse();
    }

    private static Targets targets(String picture, String applied) {
        return new Targets(
                graph(picture),
                applied == null || applied.isBlank()
                        ? new TreeSet<>()
                        : new TreeSet<>(ids(applied.strip().replaceAll("\\s+", ","))));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(EvoluaException.class).hasMessageContaining(message);
    }
}
