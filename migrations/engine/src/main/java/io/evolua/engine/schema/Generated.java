package io.evolua.engine.schema;

/**
 * The expression that a column's value is made of ({@code GENERATED ALWAYS AS (…)}).
 *
 * @param stored whether it is made when the row is written; false for when it is read (PostgreSQL 18)
 */
public record Generated(SqlText expression, boolean stored) {}
