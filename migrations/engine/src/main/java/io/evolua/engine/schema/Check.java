package io.evolua.engine.schema;

/**
 * A check constraint.
 *
 * @param definition the whole clause, {@code CHECK (…)}
 */
public record Check(String name, boolean nameChosen, SqlText definition) implements Named {}
