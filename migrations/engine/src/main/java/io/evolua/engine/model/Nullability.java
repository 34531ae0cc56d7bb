package io.evolua.engine.model;

/**
 * What an attribute says about nulls in its column, beyond the column's own annotation.
 *
 * @param notNull the attribute always has a value
 * @param mustBeNullable rows of other classes of a single-table hierarchy do not have it, whatever it says itself
 */
record Nullability(boolean notNull, boolean mustBeNullable) {

    static final Nullability AS_ANNOTATED = new Nullability(false, false);
    static final Nullability NOT_NULL = new Nullability(true, false);
}
