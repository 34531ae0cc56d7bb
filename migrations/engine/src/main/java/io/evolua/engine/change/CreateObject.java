package io.evolua.engine.change;

import io.evolua.engine.schema.DatabaseObject;

/** A type, view, routine, trigger, policy, rule or extension that exists in the target only, with its comment. */
public record CreateObject(DatabaseObject object) implements Change {

    @Override
    public Change inverse() {
        return new DropObject(object);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.createObject(this);
    }

    @Override
    public String describe() {
        return "create " + object.id();
    }
}
