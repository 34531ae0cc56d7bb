package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;

/** A value of an enum type that rows and texts keep under another name. */
public record RenameValue(QualifiedName type, String from, String to) implements Change {

    @Override
    public Change inverse() {
        return new RenameValue(type, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameValue(this);
    }

    @Override
    public String describe() {
        return "rename value " + type + "." + from + " to " + to;
    }
}
