package io.evolua.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a partition has of its parent, and what is its own. A partition lists those of its columns only that are not as
 * PostgreSQL makes them from the parent's: another default, {@code NOT NULL}, storage, parameters or comment. Statistics
 * targets and compression of partitions are not compared, because PostgreSQL hands on the one but does not copy it, and
 * copies the other but does not hand it on.
 */
public final class Partitions {

    /** The default of a column whose parent has one, and that has none itself. */
    private static final SqlText NONE = SqlText.canonical("NULL");

    private Partitions() {}

    /** A column as PostgreSQL makes it for a new partition. */
    public static Column inherited(Column ofParent) {
        ColumnOptions options = ofParent.options();
        return ofParent.withIdentity(Optional.empty())
                .withOptions(new ColumnOptions(
                        options.collation(),
                        options.storage(),
                        options.compression(),
                        Optional.empty(),
                        ColumnOptions.PLAIN.parameters(),
                        Optional.empty()));
    }

    /** A partition's column, if it is not just the parent's. */
    public static Optional<Column> own(Column column, Column ofParent) {
        Column inherited = inherited(ofParent);
        Optional<SqlText> value =
                column.defaultValue().or(() -> inherited.defaultValue().map(given -> NONE));
        Column own = new Column(
                column.name(),
                column.type(),
                column.nullable(),
                value,
                Optional.empty(),
                inherited.generated(),
                new ColumnOptions(
                        inherited.options().collation(),
                        column.options().storage(),
                        inherited.options().compression(),
                        Optional.empty(),
                        column.options().parameters(),
                        column.options().comment()));
        return Optional.of(own).filter(c -> !c.equals(inherited));
    }

    /** All columns of a partition, in the parent's order. */
    static List<Column> columns(List<Column> ofParent, Table partition) {
        List<Column> columns = new ArrayList<>();
        for (Column column : ofParent) {
            columns.add(partition
                    .column(column.name())
                    .map(own -> own.withDefault(own.defaultValue().filter(value -> !value.equals(NONE))))
                    .orElseGet(() -> inherited(column)));
        }
        return columns;
    }

    /** The plain table that a partition is once it is detached, with all that it has of its parent. */
    static Table detached(Schema schema, Table partition, PartitionOf place) {
        Table flat = schema.flat(partition);
        Optional<Table> parent = schema.table(place.parent()).map(table -> table.options()
                .partitionOf()
                .map(above -> detached(schema, table, above))
                .orElse(table));
        if (parent.isEmpty()) {
            return flat;
        }
        Map<String, Named> parts = new TreeMap<>();
        parent.get().parts().forEach(part -> {
            String name = place.names().get(part.name());
            if (name != null) {
                parts.put(name, part.uncommented().named(name));
            }
        });
        return flat.withPrimaryKey(flat.primaryKey().or(() -> all(parts, PrimaryKey.class, List.of()).stream()
                        .findFirst()))
                .withUniques(all(parts, UniqueConstraint.class, flat.uniques()))
                .withForeignKeys(all(parts, ForeignKey.class, flat.foreignKeys()))
                .withExclusions(all(parts, Exclusion.class, flat.exclusions()))
                .withIndexes(all(parts, Index.class, flat.indexes()));
    }

    private static <T extends Named> List<T> all(Map<String, Named> parts, Class<T> kind, List<T> own) {
        List<T> all = new ArrayList<>(own);
        parts.values().stream().filter(kind::isInstance).map(kind::cast).forEach(all::add);
        return all;
    }
}
