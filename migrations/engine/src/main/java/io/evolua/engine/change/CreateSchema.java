package io.evolua.engine.change;

/** A PostgreSQL schema that the target's tables live in and that does not exist. */
public record CreateSchema(String name) implements Change {

    @Override
    public Change inverse() {
        return new DropSchema(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.createSchema(this);
    }

    @Override
    public String describe() {
        return "create schema " + name;
    }
}
