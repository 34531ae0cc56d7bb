package io.evolua.engine.selection;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Takes from a table what stays of the other side without being wanted, and has lost the columns or the table that it
 * stands on: PostgreSQL would drop it along with them, and the way back would not bring it.
 */
final class Footing {

    private final Map<QualifiedName, Table> tables;
    private final Schema from;
    private final Schema to;
    private final Schema target;

    Footing(Map<QualifiedName, Table> tables, Schema from, Schema to) {
        this.tables = tables;
        this.from = from;
        this.to = to;
        this.target = to.withTables(tables.values());
    }

    Table of(Table table) {
        Table now = to.table(table.name()).orElse(Table.of(table.name(), List.of()));
        List<String> gone = from.table(table.name()).stream()
                .flatMap(old -> from.flat(old).columns().stream())
                .map(Column::name)
                .filter(column -> target.flat(table).column(column).isEmpty())
                .toList();
        requireReferenced(table);
        return table.withColumns(table.columns().stream()
                        .filter(column -> hasAll(table, List.of(column.name())))
                        .toList())
                .withPrimaryKey(table.primaryKey()
                        .filter(key ->
                                now.primaryKey().filter(key::equals).isPresent() || hasAll(table, key.columns())))
                .withUniques(keep(table.uniques(), now.uniques(), key -> hasAll(table, key.columns())))
                .withChecks(keep(
                        table.checks(),
                        now.checks(),
                        check -> !mentionsOne(check.definition().text(), gone)))
                .withExclusions(keep(
                        table.exclusions(),
                        now.exclusions(),
                        exclusion -> !mentionsOne(exclusion.definition().text(), gone)))
                .withIndexes(keep(
                        table.indexes(),
                        now.indexes(),
                        index -> hasAll(table, columns(index)) && !mentionsOne(expressions(index), gone)))
                .withForeignKeys(keep(table.foreignKeys(), now.foreignKeys(), key -> stands(table, key)));
    }

    private static <T> List<T> keep(List<T> all, List<T> ofTarget, Predicate<T> stands) {
        return all.stream()
                .filter(object -> ofTarget.contains(object) || stands.test(object))
                .toList();
    }

    /** With those that it has of its parents. */
    private boolean hasAll(Table table, List<String> columns) {
        Table whole = target.flat(table);
        return columns.stream().allMatch(column -> whole.column(column).isPresent());
    }

    /**
     * Whether an expression may speak of one of these columns. One too many is no harm: it is dropped and named, and the
     * way back brings it.
     */
    private static boolean mentionsOne(String expression, List<String> columns) {
        return columns.stream().anyMatch(expression::contains);
    }

    private static String expressions(Index index) {
        return Stream.concat(
                        index.keys().stream().filter(key -> !key.column()).map(Index.Key::expression),
                        index.predicate().stream().map(SqlText::text))
                .collect(joining(" "));
    }

    private static List<String> columns(Index index) {
        return Stream.concat(
                        index.keys().stream().filter(Index.Key::column).map(Index.Key::expression),
                        index.include().stream())
                .toList();
    }

    private boolean stands(Table table, ForeignKey key) {
        Table referenced = tables.get(key.referencedTable());
        // What is outside of the comparison on both sides is there for all that is known here.
        boolean unknown =
                referenced == null && from.table(key.referencedTable()).isEmpty();
        return hasAll(table, key.columns())
                && (unknown || (referenced != null && hasAll(referenced, key.referencedColumns())));
    }

    private void requireReferenced(Table table) {
        for (ForeignKey key : table.foreignKeys()) {
            QualifiedName referenced = key.referencedTable();
            if (!tables.containsKey(referenced) && to.table(referenced).isPresent()) {
                throw new RefusedException("The foreign key " + key.name() + " of table " + table.name()
                        + " refers to table " + referenced + ", which is left out of the comparison and does not exist."
                        + " Create it first, compare it as well, or leave out the foreign key too: --exclude foreign-key:"
                        + table.name() + "." + key.name());
            }
        }
    }
}
