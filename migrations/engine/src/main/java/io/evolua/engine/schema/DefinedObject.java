package io.evolua.engine.schema;

import java.util.Optional;

/**
 * A view, routine, trigger, rule or policy, which PostgreSQL itself puts into words.
 *
 * @param definition what follows the name in {@code CREATE …}: a view's options and query, a routine's arguments and all
 *     the rest; for triggers and rules the whole statement
 * @param signature what {@code CREATE OR REPLACE} cannot change: a view's columns with their types, a routine's
 *     arguments with its result; empty for what cannot be replaced at all
 * @param state whether and when a trigger or rule fires, as in {@code ALTER TABLE … ENABLE REPLICA TRIGGER}; empty for
 *     what has no such state
 */
public record DefinedObject(ObjectId id, String definition, String signature, String state, Optional<String> comment)
        implements DatabaseObject {

    public static final String ENABLED = "enable";

    /** Whether one can be had from the other, in either direction, while others depend on it. */
    public boolean replaceableBy(DefinedObject other) {
        boolean restated = definition.equals(other.definition) && signature.equals(other.signature);
        return restated || (!signature.isEmpty() && signature.equals(other.signature));
    }

    @Override
    public DefinedObject withComment(Optional<String> newComment) {
        return new DefinedObject(id, definition, signature, state, newComment);
    }
}
