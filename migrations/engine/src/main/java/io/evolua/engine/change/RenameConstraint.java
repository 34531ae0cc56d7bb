package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;

/** A constraint that is the same but for its name: renamed, not rebuilt. */
public record RenameConstraint(QualifiedName table, String from, String to) implements Change {

    @Override
    public Change inverse() {
        return new RenameConstraint(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameConstraint(this);
    }

    @Override
    public String describe() {
        return "rename constraint " + from + " on " + table + " to " + to;
    }
}
