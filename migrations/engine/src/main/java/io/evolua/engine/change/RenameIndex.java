package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;

/** An index that is the same but for its name: renamed, not rebuilt. */
public record RenameIndex(QualifiedName table, String from, String to) implements Change {

    @Override
    public Change inverse() {
        return new RenameIndex(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameIndex(this);
    }

    @Override
    public String describe() {
        return "rename index " + from + " on " + table + " to " + to;
    }
}
