package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;

/** A sequence with other options or another owner. The position stays. */
public record AlterSequence(Sequence from, Sequence to) implements Change {

    public AlterSequence {
        if (!from.name().equals(to.name())) {
            throw new IllegalArgumentException(from.name() + " is not " + to.name());
        }
    }

    public QualifiedName name() {
        return to.name();
    }

    @Override
    public Change inverse() {
        return new AlterSequence(to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterSequence(this);
    }

    @Override
    public String describe() {
        return "alter sequence " + name();
    }
}
