package io.evolua.engine.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table with all that lives and dies with it.
 *
 * @param columns in the order of declaration
 * @param primaryKey empty for a table without one
 * @param uniques in the order of their names, likewise {@code foreignKeys}, {@code checks},
 *     {@code exclusions} and {@code indexes}
 * @param indexes only those that back no constraint
 */
public record Table(
        QualifiedName name,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<UniqueConstraint> uniques,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        List<Exclusion> exclusions,
        List<Index> indexes,
        TableOptions options) {

    public Table {
        columns = List.copyOf(columns);
        uniques = sorted(uniques);
        foreignKeys = sorted(foreignKeys);
        checks = sorted(checks);
        exclusions = sorted(exclusions);
        indexes = sorted(indexes);
    }

    /** A table as JPA can say it. */
    public Table(
            QualifiedName name,
            List<Column> columns,
            Optional<PrimaryKey> primaryKey,
            List<UniqueConstraint> uniques,
            List<ForeignKey> foreignKeys,
            List<Check> checks,
            List<Index> indexes) {
        this(name, columns, primaryKey, uniques, foreignKeys, checks, List.of(), indexes, TableOptions.PLAIN);
    }

    /** A table of columns alone. */
    public static Table of(QualifiedName name, List<Column> columns) {
        return new Table(name, columns, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    public Optional<Column> column(String columnName) {
        // No stream: every comparison asks this several times of every column.
        for (Column column : columns) {
            if (column.name().equals(columnName)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    public Table withColumns(List<Column> newColumns) {
        return new Table(name, newColumns, primaryKey, uniques, foreignKeys, checks, exclusions, indexes, options);
    }

    public Table withPrimaryKey(Optional<PrimaryKey> newKey) {
        return new Table(name, columns, newKey, uniques, foreignKeys, checks, exclusions, indexes, options);
    }

    public Table withUniques(List<UniqueConstraint> newUniques) {
        return new Table(name, columns, primaryKey, newUniques, foreignKeys, checks, exclusions, indexes, options);
    }

    public Table withForeignKeys(List<ForeignKey> newKeys) {
        return new Table(name, columns, primaryKey, uniques, newKeys, checks, exclusions, indexes, options);
    }

    public Table withChecks(List<Check> newChecks) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, newChecks, exclusions, indexes, options);
    }

    public Table withIndexes(List<Index> newIndexes) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, checks, exclusions, newIndexes, options);
    }

    public Table withExclusions(List<Exclusion> newExclusions) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, checks, newExclusions, indexes, options);
    }

    public Table withName(QualifiedName newName) {
        return new Table(newName, columns, primaryKey, uniques, foreignKeys, checks, exclusions, indexes, options);
    }

    public Table withOptions(TableOptions newOptions) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, checks, exclusions, indexes, newOptions);
    }

    /** All that has a name in it. */
    public Stream<Named> parts() {
        return Stream.of(
                        primaryKey.stream(),
                        uniques.stream(),
                        foreignKeys.stream(),
                        checks.stream(),
                        exclusions.stream(),
                        indexes.stream())
                .flatMap(s -> s);
    }

    private static <T extends Named> List<T> sorted(Collection<T> objects) {
        return objects.size() < 2
                ? List.copyOf(objects)
                : objects.stream().sorted(Comparator.comparing(Named::name)).toList();
    }
}
