package io.evolua.engine.schema;

/**
 * A check constraint.
 *
 * @param definition the whole clause, {@code CHECK (…)}
 */
public record Check(String name, boolean nameChosen, SqlText definition) implements Constraint {
    @Override
    public Check named(String newName) {
        return new Check(newName, true, definition);
    }

    /** The same object under a name that nobody chose. */
    public Check unnamed(String newName) {
        return new Check(newName, false, definition);
    }
}
