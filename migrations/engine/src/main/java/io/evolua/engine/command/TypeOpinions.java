package io.evolua.engine.command;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AlterColumn;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.ExecuteSql;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import io.evolua.engine.spi.ComparisonContext;
import io.evolua.engine.spi.TypeComparator;
import io.evolua.engine.spi.TypeComparator.Opinion;
import java.util.ArrayList;
import java.util.List;

/** What the project's own comparators say about the types of the columns that both sides have. */
final class TypeOpinions {

    private final List<TypeComparator> comparators;
    private final ComparisonContext context;
    private final List<Retyped> retyped = new ArrayList<>();

    TypeOpinions(List<TypeComparator> comparators, ComparisonContext context) {
        this.comparators = comparators;
        this.context = context;
    }

    ComparisonContext context() {
        return context;
    }

    /** A column that gets its type whatever PostgreSQL thinks of it. */
    private record Retyped(QualifiedName table, Column from, Column to) {

        boolean isAmong(List<Change> changes) {
            return changes.stream()
                    .anyMatch(change -> change instanceof AlterColumn alter
                            && alter.table().equals(table)
                            && alter.name().equals(to.name())
                            && alter.changesType());
        }

        Change change() {
            return new ExecuteSql(statement(to), statement(from));
        }

        private String statement(Column column) {
            return "alter table " + quote(table) + " alter column " + quote(column.name()) + " type " + column.type();
        }
    }

    /** The target, in which columns that are the same in the comparators' eyes have the type that is there. */
    Schema target(Schema from, Schema to) {
        return comparators.isEmpty()
                ? to
                : to.mapTables(table -> from.table(table.name())
                        .map(old -> compared(old, table))
                        .orElse(table));
    }

    private Table compared(Table old, Table now) {
        return now.withColumns(now.columns().stream()
                .map(column -> old.column(column.name())
                        .map(before -> compared(now.name(), before, column))
                        .orElse(column))
                .toList());
    }

    private Column compared(QualifiedName table, Column before, Column column) {
        for (TypeComparator comparator : comparators) {
            Opinion opinion = Extensions.guarded(comparator, () -> comparator.compare(table, before, column, context));
            if (opinion == Opinion.SAME) {
                return column.withType(before.type());
            }
            if (opinion == Opinion.DIFFERENT) {
                retyped.add(new Retyped(table, before, column));
                return column;
            }
        }
        return column;
    }

    /** The changes and those that nothing but an opinion asks for. */
    List<Change> with(List<Change> changes) {
        List<Change> all = new ArrayList<>(changes);
        retyped.stream().filter(r -> !r.isAmong(changes)).map(Retyped::change).forEach(all::add);
        return List.copyOf(all);
    }
}
