package io.evolua.engine.schema;

/** Something within a table that has a name of its own. */
public sealed interface Named permits Constraint, Index {

    /** The name as stored, at most 63 bytes. */
    String name();

    /**
     * Whether the name was chosen by a person. A name made by {@link NamingConvention} is no wish: an object of the same
     * structure under another name satisfies it.
     */
    boolean nameChosen();

    /** The same object under another, chosen name. Two objects are alike if they are equal under one name. */
    Named named(String newName);
}
