package io.evolua.engine.catalog;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table while its parts arrive from several queries. */
final class TableBuilder {

    private final QualifiedName name;
    private final List<Column> columns = new ArrayList<>();
    private final Map<Integer, String> byNumber = new HashMap<>();
    private final List<UniqueConstraint> uniques = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final TableOptions options;
    private @Nullable PrimaryKey primaryKey;

    TableBuilder(QualifiedName name, TableOptions options) {
        this.name = name;
        this.options = options;
    }

    static TableBuilder of(Map<Long, TableBuilder> tables, long oid) {
        TableBuilder table = tables.get(oid);
        if (table == null) {
            throw new IllegalStateException("no table with oid " + oid);
        }
        return table;
    }

    QualifiedName name() {
        return name;
    }

    boolean isPartition() {
        return options.partitionOf().isPresent();
    }

    void add(int number, Column column) {
        columns.add(column);
        byNumber.put(number, column.name());
    }

    /** A column that its parent lists. */
    void addInherited(int number, String column) {
        byNumber.put(number, column);
    }

    /** The columns' names by their numbers ({@code pg_attribute.attnum}). */
    List<String> columns(List<Integer> numbers) {
        return numbers.stream().map(this::column).toList();
    }

    String column(int number) {
        String column = byNumber.get(number);
        if (column == null) {
            throw new IllegalStateException("table " + name + " has no column number " + number);
        }
        return column;
    }

    void add(PrimaryKey key) {
        primaryKey = key;
    }

    void add(UniqueConstraint unique) {
        uniques.add(unique);
    }

    void add(ForeignKey key) {
        foreignKeys.add(key);
    }

    void add(Check check) {
        checks.add(check);
    }

    void add(Exclusion exclusion) {
        exclusions.add(exclusion);
    }

    void add(Index index) {
        indexes.add(index);
    }

    Table build() {
        return new Table(
                name,
                columns,
                Optional.ofNullable(primaryKey),
                uniques,
                foreignKeys,
                checks,
                exclusions,
                indexes,
                options);
    }
}
