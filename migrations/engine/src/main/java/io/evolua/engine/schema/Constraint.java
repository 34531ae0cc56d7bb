package io.evolua.engine.schema;

/** A constraint of a table. */
public sealed interface Constraint extends Named permits PrimaryKey, UniqueConstraint, ForeignKey, Check {

    @Override
    Constraint named(String newName);
}
