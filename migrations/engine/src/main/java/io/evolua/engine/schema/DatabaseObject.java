package io.evolua.engine.schema;

/** An object beside tables and sequences. */
public sealed interface DatabaseObject
        permits EnumType, DomainType, CompositeType, Extension, DefinedObject, MaterializedView {

    ObjectId id();

    Details details();

    /** The same object with other details. Two objects are alike if they are equal but for them. */
    DatabaseObject withDetails(Details newDetails);
}
