package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table while the mappings are being read. In constraints, an empty name means that nobody chose one. */
final class TableDraft {

    record UniqueDraft(String name, List<String> columns) {}

    /** @param column empty for a check of the table */
    record CheckDraft(String name, String column, SqlText clause) {}

    record IndexDraft(String name, boolean unique, List<Index.Key> keys) {}

    /** @param referencedColumns as many as columns; empty for the primary key of the referenced table */
    record ForeignKeyDraft(
            String name,
            List<String> columns,
            QualifiedName referencedTable,
            List<String> referencedColumns,
            ForeignKeyActions actions,
            String origin) {}

    final QualifiedName name;
    /** The entity that it was first seen at, for messages. */
    final String origin;

    /** The relationship whose join table this is; empty for other tables. */
    String relationship = "";

    final Map<String, ColumnDraft> columns = new LinkedHashMap<>();
    final List<String> primaryKey = new ArrayList<>();
    final List<UniqueDraft> uniques = new ArrayList<>();
    final List<CheckDraft> checks = new ArrayList<>();
    final List<IndexDraft> indexes = new ArrayList<>();
    final List<ForeignKeyDraft> foreignKeys = new ArrayList<>();
    Optional<String> comment = Optional.empty();
    /** Columns whose foreign key is not wanted. */
    final List<List<String>> withoutForeignKey = new ArrayList<>();

    TableDraft(QualifiedName name, String origin) {
        this.name = name;
        this.origin = origin;
    }

    ColumnDraft add(ColumnDraft column) {
        ColumnDraft present = columns.putIfAbsent(column.name, column);
        if (present == null) {
            return column;
        }
        present.merge(column, name);
        return present;
    }

    void addToPrimaryKey(String column) {
        if (!primaryKey.contains(column)) {
            primaryKey.add(column);
        }
    }

    /** The same columns are unique once; a chosen name wins over none. */
    void addUnique(String chosenName, List<String> uniqueColumns) {
        for (int i = 0; i < uniques.size(); i++) {
            UniqueDraft present = uniques.get(i);
            if (present.columns().equals(uniqueColumns)
                    && (chosenName.isEmpty()
                            || present.name().isEmpty()
                            || present.name().equals(chosenName))) {
                uniques.set(i, new UniqueDraft(present.name().isEmpty() ? chosenName : present.name(), uniqueColumns));
                return;
            }
        }
        uniques.add(new UniqueDraft(chosenName, List.copyOf(uniqueColumns)));
    }

    void addCheck(CheckDraft check) {
        if (!checks.contains(check)) {
            checks.add(check);
        }
    }

    void addIndex(IndexDraft index) {
        if (!indexes.contains(index)) {
            indexes.add(index);
        }
    }

    /**
     * Both sides of a relationship speak of one foreign key; what either says beyond the plain one is taken.
     *
     * @throws RefusedException if both do and disagree
     */
    void addForeignKey(ForeignKeyDraft key) {
        for (int i = 0; i < foreignKeys.size(); i++) {
            ForeignKeyDraft present = foreignKeys.get(i);
            if (!present.columns().equals(key.columns())
                    || !present.referencedTable().equals(key.referencedTable())
                    || !present.referencedColumns().equals(key.referencedColumns())) {
                continue;
            }
            boolean plain = key.actions().equals(ForeignKeyActions.NONE);
            boolean presentPlain = present.actions().equals(ForeignKeyActions.NONE);
            boolean otherName = !key.name().isEmpty()
                    && !present.name().isEmpty()
                    && !key.name().equals(present.name());
            if (otherName || (!plain && !presentPlain && !key.actions().equals(present.actions()))) {
                throw new RefusedException("Two mappings contradict each other about the foreign key of table " + name
                        + " on " + String.join(", ", key.columns()) + ": " + present.origin() + " and " + key.origin()
                        + ". Say its name and actions on one side only.");
            }
            foreignKeys.set(
                    i,
                    new ForeignKeyDraft(
                            present.name().isEmpty() ? key.name() : present.name(),
                            key.columns(),
                            key.referencedTable(),
                            key.referencedColumns(),
                            plain ? present.actions() : key.actions(),
                            present.origin()));
            return;
        }
        foreignKeys.add(key);
    }
}
