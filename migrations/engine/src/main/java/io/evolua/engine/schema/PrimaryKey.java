package io.evolua.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * A primary key.
 *
 * @param columns in key order
 */
public record PrimaryKey(
        String name, boolean nameChosen, List<String> columns, KeyOptions options, Optional<String> comment)
        implements Constraint {

    public PrimaryKey {
        columns = List.copyOf(columns);
    }

    /** One with columns alone. */
    public PrimaryKey(String name, boolean nameChosen, List<String> columns) {
        this(name, nameChosen, columns, KeyOptions.PLAIN, Optional.empty());
    }

    @Override
    public PrimaryKey named(String newName) {
        return new PrimaryKey(newName, true, columns, options, comment);
    }

    @Override
    public PrimaryKey uncommented() {
        return new PrimaryKey(name, nameChosen, columns, options, Optional.empty());
    }

    @Override
    public PrimaryKey essence() {
        return new PrimaryKey("", true, columns, options.withoutStorage(), Optional.empty());
    }

    /** The same object under a name that nobody chose. */
    public PrimaryKey unnamed(String newName) {
        return new PrimaryKey(newName, false, columns, options, comment);
    }
}
