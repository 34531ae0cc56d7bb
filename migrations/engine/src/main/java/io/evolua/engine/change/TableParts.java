package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Defaults, constraints and indexes, taken one by one. */
final class TableParts {

    private TableParts() {}

    /** The schema without these parts. */
    static Schema without(Schema schema, Collection<ObjectId> parts) {
        if (parts.isEmpty()) {
            return schema;
        }
        Map<QualifiedName, Set<ObjectId>> byTable = new HashMap<>();
        parts.forEach(part ->
                byTable.computeIfAbsent(part.name(), name -> new HashSet<>()).add(part));
        return schema.mapTables(table -> {
            Set<ObjectId> gone = byTable.getOrDefault(table.name(), Set.of());
            return gone.isEmpty() ? table : without(table, gone);
        });
    }

    private static Table without(Table table, Set<ObjectId> gone) {
        QualifiedName name = table.name();
        return table.withColumns(table.columns().stream()
                        .map(column -> gone.contains(new ObjectId(Kind.DEFAULT, name, column.name()))
                                ? column.withDefault(Optional.empty())
                                : column)
                        .toList())
                .withUniques(kept(table.uniques(), name, gone))
                .withForeignKeys(kept(table.foreignKeys(), name, gone))
                .withChecks(kept(table.checks(), name, gone))
                .withIndexes(kept(table.indexes(), name, gone));
    }

    private static <T extends Named> List<T> kept(List<T> parts, QualifiedName table, Set<ObjectId> gone) {
        return parts.stream()
                .filter(part -> !gone.contains(
                        new ObjectId(part instanceof Index ? Kind.INDEX : Kind.CONSTRAINT, table, part.name())))
                .toList();
    }

    /** What gives a table its part that {@link #without} took; nothing for a part that the records do not hold. */
    static List<Change> creation(Schema schema, ObjectId part) {
        Optional<Table> table = schema.table(part.name());
        if (part.kind() == Kind.DEFAULT) {
            return table.flatMap(t -> t.column(part.detail())).stream()
                    .<Change>map(column -> new AlterColumn(part.name(), withoutDefault(column), column))
                    .toList();
        }
        return table.stream()
                .flatMap(TableParts::named)
                .filter(named -> named.name().equals(part.detail()))
                .filter(named -> named instanceof Index == (part.kind() == Kind.INDEX))
                .<Change>map(named -> named instanceof Constraint constraint
                        ? new AddConstraint(part.name(), constraint)
                        : new CreateIndex(part.name(), (Index) named))
                .toList();
    }

    private static Column withoutDefault(Column column) {
        return column.withDefault(Optional.empty());
    }

    /** The part itself, to be compared; empty if there is none. */
    static Optional<Object> get(Schema schema, ObjectId part) {
        Optional<Table> table = schema.table(part.name());
        if (part.kind() == Kind.DEFAULT) {
            return table.flatMap(t -> t.column(part.detail())).flatMap(Column::defaultValue);
        }
        return table.stream()
                .flatMap(TableParts::named)
                .filter(named -> named.name().equals(part.detail()))
                .findFirst()
                .map(Object.class::cast);
    }

    static Stream<Named> named(Table table) {
        return Stream.of(
                        table.primaryKey().stream(),
                        table.uniques().stream(),
                        table.foreignKeys().stream(),
                        table.checks().stream(),
                        table.indexes().stream())
                .flatMap(parts -> parts);
    }
}
