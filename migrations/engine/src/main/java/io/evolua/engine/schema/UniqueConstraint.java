package io.evolua.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * A unique constraint.
 *
 * @param columns in key order
 */
public record UniqueConstraint(
        String name, boolean nameChosen, List<String> columns, KeyOptions options, Optional<String> comment)
        implements Constraint {

    public UniqueConstraint {
        columns = List.copyOf(columns);
    }

    /** One with columns alone. */
    public UniqueConstraint(String name, boolean nameChosen, List<String> columns) {
        this(name, nameChosen, columns, KeyOptions.PLAIN, Optional.empty());
    }

    @Override
    public UniqueConstraint named(String newName) {
        return new UniqueConstraint(newName, true, columns, options, comment);
    }

    @Override
    public UniqueConstraint uncommented() {
        return new UniqueConstraint(name, nameChosen, columns, options, Optional.empty());
    }

    @Override
    public UniqueConstraint essence() {
        return new UniqueConstraint("", true, columns, options.withoutStorage(), Optional.empty());
    }

    /** The same object under a name that nobody chose. */
    public UniqueConstraint unnamed(String newName) {
        return new UniqueConstraint(newName, false, columns, options, comment);
    }
}
