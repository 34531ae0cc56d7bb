package io.evolua.engine.change;

import io.evolua.engine.schema.Sequence;
import java.util.Optional;

/** A sequence that the target does not have. */
public record DropSequence(Sequence sequence) implements Change {

    @Override
    public Change inverse() {
        return new CreateSequence(sequence);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropSequence(this);
    }

    @Override
    public String describe() {
        return "drop sequence " + sequence.name();
    }

    @Override
    public Optional<String> hazard() {
        return Optional.of("The position of sequence " + sequence.name() + " is lost.");
    }
}
