package io.evolua.engine.schema;

import java.util.List;

/**
 * A primary key.
 *
 * @param columns in key order
 */
public record PrimaryKey(String name, boolean nameChosen, List<String> columns) implements Named {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }
}
