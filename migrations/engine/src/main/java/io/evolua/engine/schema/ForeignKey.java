package io.evolua.engine.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param columns the referencing columns, in key order
 * @param referencedColumns as many, in the same order
 */
public record ForeignKey(
        String name,
        boolean nameChosen,
        List<String> columns,
        QualifiedName referencedTable,
        List<String> referencedColumns,
        Action onUpdate,
        Action onDelete,
        Deferral deferral)
        implements Constraint {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        if (columns.size() != referencedColumns.size()) {
            throw new IllegalArgumentException("foreign key " + name + ": " + columns + " refers to "
                    + referencedColumns + ", which is not as many");
        }
    }

    @Override
    public ForeignKey named(String newName) {
        return new ForeignKey(newName, true, columns, referencedTable, referencedColumns, onUpdate, onDelete, deferral);
    }

    /** The same object under a name that nobody chose. */
    public ForeignKey unnamed(String newName) {
        return new ForeignKey(
                newName, false, columns, referencedTable, referencedColumns, onUpdate, onDelete, deferral);
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

    /** When the constraint is checked. */
    public enum Deferral {
        NOT_DEFERRABLE(""),
        INITIALLY_IMMEDIATE("deferrable"),
        INITIALLY_DEFERRED("deferrable initially deferred");

        private final String sql;

        Deferral(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }
}
