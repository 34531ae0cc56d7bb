package io.evolua.engine.change;

import io.evolua.engine.schema.SeedRow;

/** A row that the target needs and that is not there. Its table exists by then. */
public record InsertRow(SeedRow row) implements Change {

    @Override
    public Change inverse() {
        return new DeleteRow(row);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.insertRow(this);
    }

    @Override
    public String describe() {
        return "insert row " + row;
    }
}
