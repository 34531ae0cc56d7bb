package io.evolua.engine.schema;

import java.util.List;

/**
 * A unique constraint.
 *
 * @param columns in key order
 */
public record UniqueConstraint(String name, boolean nameChosen, List<String> columns) implements Constraint {
    public UniqueConstraint {
        columns = List.copyOf(columns);
    }

    @Override
    public UniqueConstraint named(String newName) {
        return new UniqueConstraint(newName, true, columns);
    }

    /** The same object under a name that nobody chose. */
    public UniqueConstraint unnamed(String newName) {
        return new UniqueConstraint(newName, false, columns);
    }
}
