package io.evolua.engine.schema;

import java.util.List;

/**
 * A primary key.
 *
 * @param columns in key order
 */
public record PrimaryKey(String name, boolean nameChosen, List<String> columns) implements Constraint {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }

    @Override
    public PrimaryKey named(String newName) {
        return new PrimaryKey(newName, true, columns);
    }

    /** The same object under a name that nobody chose. */
    public PrimaryKey unnamed(String newName) {
        return new PrimaryKey(newName, false, columns);
    }
}
