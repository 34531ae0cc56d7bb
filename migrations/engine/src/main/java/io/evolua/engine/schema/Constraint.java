package io.evolua.engine.schema;

/** A constraint of a table. */
public sealed interface Constraint extends Named permits PrimaryKey, UniqueConstraint, ForeignKey, Check, Exclusion {

    @Override
    Constraint named(String newName);

    @Override
    Constraint uncommented();

    @Override
    Constraint essence();
}
