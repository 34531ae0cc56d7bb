package io.evolua.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * A foreign key.
 *
 * @param columns the referencing columns, in key order
 * @param referencedColumns as many, in the same order
 * @param onDelete what happens to the referencing row, with the columns to set
 */
public record ForeignKey(
        String name,
        boolean nameChosen,
        List<String> columns,
        QualifiedName referencedTable,
        List<String> referencedColumns,
        Match match,
        Action onUpdate,
        Action onDelete,
        List<String> onDeleteColumns,
        Deferral deferral,
        Validity validity,
        Optional<String> comment)
        implements Constraint {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        onDeleteColumns = List.copyOf(onDeleteColumns);
        if (columns.size() != referencedColumns.size()) {
            throw new IllegalArgumentException("foreign key " + name + ": " + columns + " refers to "
                    + referencedColumns + ", which is not as many");
        }
    }

    /** A foreign key as JPA can say it. */
    public ForeignKey(
            String name,
            boolean nameChosen,
            List<String> columns,
            QualifiedName referencedTable,
            List<String> referencedColumns,
            Action onUpdate,
            Action onDelete,
            Deferral deferral) {
        this(
                name,
                nameChosen,
                columns,
                referencedTable,
                referencedColumns,
                Match.SIMPLE,
                onUpdate,
                onDelete,
                List.of(),
                deferral,
                Validity.VALID,
                Optional.empty());
    }

    @Override
    public ForeignKey named(String newName) {
        return named(newName, true);
    }

    /** The same object under a name that nobody chose. */
    public ForeignKey unnamed(String newName) {
        return named(newName, false);
    }

    private ForeignKey named(String newName, boolean chosen) {
        return new ForeignKey(
                newName,
                chosen,
                columns,
                referencedTable,
                referencedColumns,
                match,
                onUpdate,
                onDelete,
                onDeleteColumns,
                deferral,
                validity,
                comment);
    }

    @Override
    public ForeignKey uncommented() {
        return new ForeignKey(
                name,
                nameChosen,
                columns,
                referencedTable,
                referencedColumns,
                match,
                onUpdate,
                onDelete,
                onDeleteColumns,
                deferral,
                validity,
                Optional.empty());
    }

    @Override
    public ForeignKey essence() {
        return new ForeignKey(
                "",
                true,
                columns,
                referencedTable,
                referencedColumns,
                match,
                onUpdate,
                onDelete,
                onDeleteColumns,
                Deferral.NOT_DEFERRABLE,
                Validity.VALID,
                Optional.empty());
    }

    /** The same key to another table. */
    public ForeignKey to(QualifiedName newTable) {
        return new ForeignKey(
                name,
                nameChosen,
                columns,
                newTable,
                referencedColumns,
                match,
                onUpdate,
                onDelete,
                onDeleteColumns,
                deferral,
                validity,
                comment);
    }

    /** When a row refers to nothing. */
    public enum Match {
        /** If any of its columns is null. */
        SIMPLE,
        /** If all are; some only is an error. */
        FULL,
        /** The last columns are ranges, of which the referred ones must cover the referring one (PostgreSQL 18). */
        PERIOD
    }

    /** What happens to the referencing row. */
    public enum Action {
        NO_ACTION("no action"),
        RESTRICT("restrict"),
        CASCADE("cascade"),
        SET_NULL("set null"),
        SET_DEFAULT("set default");

        private final String sql;

        Action(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }
}
