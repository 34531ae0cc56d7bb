package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {

    @Test
    void a_few_changes_are_one_portion() {
        List<Change> changes = tables(100);
        assertThat(Portions.of(changes)).containsExactly(changes);
        assertThat(Portions.of(List.of())).isEmpty();
    }

    @Test
    void thousands_of_tables_are_as_many_portions_as_their_locks_need_in_the_same_order() {
        List<Change> changes = tables(3_000);
        List<List<Change>> portions = Portions.of(changes);
        // A table, its TOAST table, the index of that, and one index: 4 × 3,000 = 12,000 of 5,000.
        assertThat(portions).hasSize(3);
        assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(changes);
        assertThat(Portions.of(Change.invert(changes))).hasSize(3);
    }

    private static List<Change> tables(int count) {
        List<Table> tables = IntStream.range(0, count)
                .mapToObj(i -> {
                    QualifiedName name = QualifiedName.of("t%04d".formatted(i));
                    return Table.of(name, List.of(Column.of("c", SqlText.canonical("text"), true)))
                            .withIndexes(List.of(
                                    Index.btree(name.name() + "_i", true, false, List.of(Index.Key.ascending("c")))));
                })
                .toList();
        return SchemaDiff.between(Schema.empty(), Schema.of(tables, List.of()));
    }
}
