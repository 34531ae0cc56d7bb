package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    @Test
    void a_portion_is_full_when_the_locks_of_its_tables_are() {
        // With the three of each table two of them make 5,000.
        int many = Portions.LOCKS / 2 - 3;
        Column plain = Column.of("c", SqlText.canonical("bigint"), true);
        Column identity = plain.withIdentity(Optional.of(new Identity(false, SequenceOptions.defaults("bigint"))));
        Table ofIdentities = Table.of(QualifiedName.of("t"), Collections.nCopies(many, identity));
        Table ofColumns = Table.of(QualifiedName.of("t"), Collections.nCopies(many, plain));
        Index index = Index.btree("i", true, false, List.of(Index.Key.ascending("c")));
        Sequence sequence = new Sequence(QualifiedName.of("s"), SequenceOptions.defaults("bigint"), Optional.empty());
        List<CreateTable> heavy = List.of(
                new CreateTable(ofIdentities, List.of()),
                new CreateTable(ofColumns.withIndexes(Collections.nCopies(many, index)), List.of()),
                new CreateTable(ofColumns, Collections.nCopies(many, sequence)));
        for (CreateTable table : heavy) {
            assertThat(Portions.of(Collections.nCopies(5, table)))
                    .extracting(List::size)
                    .containsExactly(2, 2, 1);
            assertThat(Portions.of(Collections.nCopies(5, table.inverse())))
                    .extracting(List::size)
                    .containsExactly(2, 2, 1);
        }
        assertThat(Portions.of(Collections.nCopies(5, new CreateTable(ofColumns, List.of()))))
                .hasSize(1);
    }

    @Test
    void one_change_that_needs_more_locks_than_there_are_is_a_portion_of_its_own() {
        Index index = Index.btree("i", true, false, List.of(Index.Key.ascending("c")));
        Change huge = new CreateTable(
                Table.of(QualifiedName.of("t"), List.of(Column.of("c", SqlText.canonical("text"), true)))
                        .withIndexes(Collections.nCopies(Portions.LOCKS, index)),
                List.of());
        assertThat(Portions.of(List.of(huge, huge))).containsExactly(List.of(huge), List.of(huge));
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
