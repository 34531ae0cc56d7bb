package io.evolua.engine.schema;

import java.util.Optional;

/**
 * A sequence that is no identity column's own.
 *
 * @param ownedBy the column it is dropped with, as with {@code serial}; empty for a free one
 * @param unlogged not written to the log (PostgreSQL 15), as what an unlogged table owns
 */
public record Sequence(
        QualifiedName name,
        SequenceOptions options,
        Optional<Owner> ownedBy,
        boolean unlogged,
        Optional<String> comment) {

    /** A logged one without a comment. */
    public Sequence(QualifiedName name, SequenceOptions options, Optional<Owner> ownedBy) {
        this(name, options, ownedBy, false, Optional.empty());
    }

    public Sequence withoutOwner() {
        return new Sequence(name, options, Optional.empty(), unlogged, comment);
    }

    /** A column that owns a sequence. */
    public record Owner(QualifiedName table, String column) {}
}
