package io.evolua.persistence;

import java.util.List;

/**
 * A table as the database has it.
 *
 * @param columns in their order
 */
public record StoredTable(String name, List<Column> columns, List<Reference> references) {

    public StoredTable {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    /**
     * A column.
     *
     * @param type as PostgreSQL writes it
     * @param key whether it belongs to the primary key
     * @param unique whether no other row has its value, by a constraint of this column alone
     */
    public record Column(String name, String type, boolean required, boolean key, boolean unique) {}

    /** A column of a foreign key, and the column of another table, or of this one, that it refers to. */
    public record Reference(String column, String otherTable, String otherColumn) {}
}
