package io.evolua.engine.change;

/** A PostgreSQL schema that is no longer needed; it must be empty. */
public record DropSchema(String name) implements Change {

    @Override
    public Change inverse() {
        return new CreateSchema(name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropSchema(this);
    }

    @Override
    public String describe() {
        return "drop schema " + name;
    }
}
