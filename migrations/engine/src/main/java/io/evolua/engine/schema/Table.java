package io.evolua.engine.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A table with all that lives and dies with it.
 *
 * @param columns in the order of declaration
 * @param primaryKey empty for a table without one
 * @param uniques in the order of their names, likewise {@code foreignKeys}, {@code checks} and {@code indexes}
 * @param indexes only those that back no constraint
 */
public record Table(
        QualifiedName name,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<UniqueConstraint> uniques,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        List<Index> indexes) {

    public Table {
        columns = List.copyOf(columns);
        uniques = sorted(uniques);
        foreignKeys = sorted(foreignKeys);
        checks = sorted(checks);
        indexes = sorted(indexes);
    }

    /** A table of columns alone. */
    public static Table of(QualifiedName name, List<Column> columns) {
        return new Table(name, columns, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public Table withColumns(List<Column> newColumns) {
        return new Table(name, newColumns, primaryKey, uniques, foreignKeys, checks, indexes);
    }

    public Table withPrimaryKey(Optional<PrimaryKey> newKey) {
        return new Table(name, columns, newKey, uniques, foreignKeys, checks, indexes);
    }

    public Table withUniques(List<UniqueConstraint> newUniques) {
        return new Table(name, columns, primaryKey, newUniques, foreignKeys, checks, indexes);
    }

    public Table withForeignKeys(List<ForeignKey> newKeys) {
        return new Table(name, columns, primaryKey, uniques, newKeys, checks, indexes);
    }

    public Table withChecks(List<Check> newChecks) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, newChecks, indexes);
    }

    public Table withIndexes(List<Index> newIndexes) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, checks, newIndexes);
    }

    private static <T extends Named> List<T> sorted(Collection<T> objects) {
        return objects.stream().sorted(Comparator.comparing(Named::name)).toList();
    }
}
