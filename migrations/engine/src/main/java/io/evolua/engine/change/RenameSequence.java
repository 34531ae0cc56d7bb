package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;

/** A sequence that goes on counting under another name of the same schema. */
public record RenameSequence(QualifiedName from, QualifiedName to) implements Change {

    public RenameSequence {
        if (!from.schema().equals(to.schema())) {
            throw new IllegalArgumentException(from + " is in another schema than " + to);
        }
    }

    @Override
    public Change inverse() {
        return new RenameSequence(to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameSequence(this);
    }

    @Override
    public String describe() {
        return "rename sequence " + from + " to " + to.name();
    }
}
