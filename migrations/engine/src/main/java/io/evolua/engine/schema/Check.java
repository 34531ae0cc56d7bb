package io.evolua.engine.schema;

import java.util.Optional;

/**
 * A check constraint.
 *
 * @param definition the whole clause, {@code CHECK (…)} and {@code NO INHERIT} if said, without its validity
 */
public record Check(String name, boolean nameChosen, SqlText definition, Validity validity, Optional<String> comment)
        implements Constraint {

    /** One that holds for all rows. */
    public Check(String name, boolean nameChosen, SqlText definition) {
        this(name, nameChosen, definition, Validity.VALID, Optional.empty());
    }

    @Override
    public Check named(String newName) {
        return new Check(newName, true, definition, validity, comment);
    }

    @Override
    public Check uncommented() {
        return new Check(name, nameChosen, definition, validity, Optional.empty());
    }

    @Override
    public Check essence() {
        return new Check("", true, definition);
    }

    public Check withDefinition(SqlText newDefinition) {
        return new Check(name, nameChosen, newDefinition, validity, comment);
    }

    /** The same object under a name that nobody chose. */
    public Check unnamed(String newName) {
        return new Check(newName, false, definition, validity, comment);
    }
}
