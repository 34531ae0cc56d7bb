package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.ForeignKey.Action;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code "a: b c"} is a table a that refers to b and c, {@code "a of p: b"} one that inherits from p as well. */
class TableOrderTest {

    @Test
    void without_references_the_name_decides() {
        assertThat(order("c", "a", "b")).containsExactly("a", "b", "c");
    }

    @Test
    void what_is_referred_to_comes_first_and_the_rest_by_name() {
        assertThat(order("a: z", "b: a", "m", "z")).containsExactly("m", "z", "a", "b");
        assertThat(order("a: y z", "y", "z: y")).containsExactly("y", "z", "a");
    }

    @Test
    void a_table_may_refer_to_itself_to_one_that_exists_and_to_one_twice() {
        assertThat(order("a: a there b b", "b")).containsExactly("b", "a");
    }

    @Test
    void in_a_circle_the_one_with_the_fewest_open_references_goes_ahead() {
        assertThat(order("a: b c", "b: a", "c: a")).containsExactly("b", "a", "c", "b -> a", "a -> c");
        assertThat(order("a: b", "b: a")).containsExactly("a", "b", "a -> b");
    }

    @Test
    void a_child_never_goes_ahead_of_its_parent() {
        assertThat(order("a of p", "p")).containsExactly("p", "a");
        assertThat(order("a of p", "p: a")).containsExactly("p", "a", "p -> a");
        assertThat(order("a of p", "p: a b", "b: a p")).containsExactly("b", "p", "a", "b -> a", "b -> p", "p -> a");
    }

    @Test
    void a_sequence_goes_with_the_table_that_owns_it() {
        SortedMap<QualifiedName, Table> tables = tables("a", "b");
        Sequence own = new Sequence(
                QualifiedName.of("s"),
                SequenceOptions.defaults("bigint"),
                Optional.of(new Sequence.Owner(QualifiedName.of("b"), "id")));
        assertThat(TableOrder.creations(tables, List.of(own)))
                .containsExactly(new CreateTable(table("a"), List.of()), new CreateTable(table("b"), List.of(own)));
    }

    private static List<String> order(String... pictures) {
        return TableOrder.creations(tables(pictures), List.of()).stream()
                .map(change -> change instanceof AddConstraint late
                        ? late.table() + " -> " + ((ForeignKey) late.constraint()).referencedTable()
                        : ((CreateTable) change).table().name().toString())
                .toList();
    }

    private static SortedMap<QualifiedName, Table> tables(String... pictures) {
        SortedMap<QualifiedName, Table> tables = new TreeMap<>();
        for (String picture : pictures) {
            Table table = table(picture);
            tables.put(table.name(), table);
        }
        return tables;
    }

    private static Table table(String picture) {
        String[] sides = picture.split(": ", 2);
        String[] names = sides[0].split(" of ", 2);
        List<QualifiedName> parents =
                Arrays.stream(names).skip(1).map(QualifiedName::of).toList();
        List<ForeignKey> keys = new ArrayList<>();
        for (String target : sides.length > 1 ? sides[1].split(" ", -1) : new String[0]) {
            keys.add(new ForeignKey(
                    "f" + keys.size(),
                    true,
                    List.of("id"),
                    QualifiedName.of(target),
                    List.of("id"),
                    Action.NO_ACTION,
                    Action.NO_ACTION,
                    Deferral.NOT_DEFERRABLE));
        }
        return Table.of(QualifiedName.of(names[0]), List.of(Column.of("id", SqlText.canonical("bigint"), false)))
                .withForeignKeys(keys)
                .withOptions(TableOptions.PLAIN.withInherits(parents));
    }
}
