package io.evolua.engine.change;

import io.evolua.engine.schema.Sequence;

/** A sequence that exists in the target only. If it is owned, its owner exists already. */
public record CreateSequence(Sequence sequence) implements Change {

    @Override
    public Change inverse() {
        return new DropSequence(sequence);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.createSequence(this);
    }

    @Override
    public String describe() {
        return "create sequence " + sequence.name();
    }
}
