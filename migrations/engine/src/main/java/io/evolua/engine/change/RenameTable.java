package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;

/** A table that keeps its rows under another name of the same schema. */
public record RenameTable(QualifiedName from, QualifiedName to) implements Change {

    public RenameTable {
        if (!from.schema().equals(to.schema())) {
            throw new IllegalArgumentException(from + " is in another schema than " + to);
        }
    }

    @Override
    public Change inverse() {
        return new RenameTable(to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameTable(this);
    }

    @Override
    public String describe() {
        return "rename table " + from + " to " + to.name();
    }
}
