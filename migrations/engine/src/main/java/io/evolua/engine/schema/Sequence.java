package io.evolua.engine.schema;

import java.util.Optional;

/**
 * A sequence that is no identity column's own.
 *
 * @param ownedBy the column it is dropped with, as with {@code serial}; empty for a free one
 */
public record Sequence(QualifiedName name, SequenceOptions options, Optional<Owner> ownedBy, Optional<String> comment) {

    /** One without a comment. */
    public Sequence(QualifiedName name, SequenceOptions options, Optional<Owner> ownedBy) {
        this(name, options, ownedBy, Optional.empty());
    }

    public Sequence withoutOwner() {
        return new Sequence(name, options, Optional.empty(), comment);
    }

    /** A column that owns a sequence. */
    public record Owner(QualifiedName table, String column) {}
}
