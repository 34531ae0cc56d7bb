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
import java.util.regex.Pattern;
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
        List<Column> columns = table.columns().stream()
                .filter(column -> column.generated().isEmpty() || !gone.contains(value(name, column)))
                .map(column -> gone.contains(value(name, column)) ? column.withDefault(Optional.empty()) : column)
                .toList();
        return table.withColumns(columns)
                .withUniques(kept(table.uniques(), name, gone))
                .withForeignKeys(kept(table.foreignKeys(), name, gone))
                .withChecks(kept(table.checks(), name, gone))
                .withExclusions(kept(table.exclusions(), name, gone))
                .withIndexes(kept(table.indexes(), name, gone));
    }

    private static <T extends Named> List<T> kept(List<T> parts, QualifiedName table, Set<ObjectId> gone) {
        return parts.stream().filter(part -> !gone.contains(id(table, part))).toList();
    }

    /** What gives a table its part that {@link #without} took; nothing for a part that the records do not hold. */
    static List<Change> creation(Schema schema, ObjectId part) {
        Optional<Table> table = schema.table(part.name());
        if (part.kind() == Kind.DEFAULT) {
            return table.flatMap(t -> t.column(part.detail())).stream()
                    .<Change>map(column -> column.generated().isPresent()
                            ? new AddColumn(part.name(), column, List.of())
                            : new AlterColumn(part.name(), column.withDefault(Optional.empty()), column))
                    .toList();
        }
        return named(schema, part).stream()
                .<Change>map(named -> named instanceof Constraint constraint
                        ? new AddConstraint(part.name(), constraint)
                        : new CreateIndex(part.name(), (Index) named))
                .toList();
    }

    /** The part itself, to be compared; empty if there is none. */
    static Optional<Object> get(Schema schema, ObjectId part) {
        return part.kind() == Kind.DEFAULT
                ? schema.table(part.name())
                        .flatMap(t -> t.column(part.detail()))
                        .map(column -> List.of(column.defaultValue(), column.generated()))
                : named(schema, part).map(Object.class::cast);
    }

    private static Optional<Named> named(Schema schema, ObjectId part) {
        return schema.table(part.name()).stream()
                .flatMap(Table::parts)
                .filter(named -> id(part.name(), named).equals(part))
                .findFirst();
    }

    /** What mentions a generated column, and would be dropped with it. */
    static Stream<ObjectId> over(Schema schema, ObjectId value) {
        Optional<Table> table = schema.table(value.name());
        Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(value.detail()) + "(?![\\p{L}\\p{N}_])");
        return table.stream()
                .flatMap(Table::parts)
                .filter(part -> word.matcher(part.named("").toString()).find())
                .map(part -> id(value.name(), part));
    }

    private static ObjectId value(QualifiedName table, Column column) {
        return new ObjectId(Kind.DEFAULT, table, column.name());
    }

    static ObjectId id(QualifiedName table, Named part) {
        return new ObjectId(part instanceof Index ? Kind.INDEX : Kind.CONSTRAINT, table, part.name());
    }
}
