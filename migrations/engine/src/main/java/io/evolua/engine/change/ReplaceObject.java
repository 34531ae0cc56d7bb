package io.evolua.engine.change;

import io.evolua.engine.schema.DefinedObject;

/** Another definition, or state, for an object that others may depend on meanwhile. Comments are as they were. */
public record ReplaceObject(DefinedObject from, DefinedObject to) implements Change {

    public ReplaceObject {
        if (!from.id().equals(to.id()) || !from.replaceableBy(to)) {
            throw new IllegalArgumentException(from.id() + " cannot be replaced in place");
        }
    }

    /** Whether more than the state differs. */
    public boolean redefines() {
        return !from.definition().equals(to.definition());
    }

    @Override
    public Change inverse() {
        return new ReplaceObject(to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.replaceObject(this);
    }

    @Override
    public String describe() {
        return redefines() ? "replace " + to.id() : to.state() + " " + to.id();
    }
}
