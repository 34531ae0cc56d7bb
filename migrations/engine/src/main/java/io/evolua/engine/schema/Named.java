package io.evolua.engine.schema;

import java.util.Optional;

/** Something within a table that has a name of its own. */
public sealed interface Named permits Constraint, Index {

    /** The name as stored, at most 63 bytes. */
    String name();

    /**
     * Whether the name was chosen by a person. A name made by {@link NamingConvention} is no wish: an object of the same
     * structure under another name satisfies it.
     */
    boolean nameChosen();

    /** {@code COMMENT ON}; empty for none. */
    Optional<String> comment();

    /** The same object under another, chosen name. */
    Named named(String newName);

    /** The same object without a comment. */
    Named uncommented();

    /**
     * What PostgreSQL cannot alter: the object without its name, its comment and all else that {@code ALTER} can change
     * in place. Two objects of equal essence can be turned into each other; others take each other's place.
     */
    Named essence();
}
