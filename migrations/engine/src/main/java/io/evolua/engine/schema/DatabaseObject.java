package io.evolua.engine.schema;

import java.util.Optional;

/** An object beside tables and sequences. */
public sealed interface DatabaseObject
        permits EnumType, DomainType, CompositeType, Extension, DefinedObject, MaterializedView {

    ObjectId id();

    Optional<String> comment();

    /** The same object with another comment. Two objects are alike if they are equal under one comment. */
    DatabaseObject withComment(Optional<String> newComment);
}
