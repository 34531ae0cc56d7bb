package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;

/** A column that keeps its values under another name. */
public record RenameColumn(QualifiedName table, String from, String to) implements Change {

    @Override
    public Change inverse() {
        return new RenameColumn(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameColumn(this);
    }

    @Override
    public String describe() {
        return "rename column " + table + "." + from + " to " + to;
    }
}
