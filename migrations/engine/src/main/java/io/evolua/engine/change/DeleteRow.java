package io.evolua.engine.change;

import io.evolua.engine.schema.SeedRow;
import java.util.Optional;

/** A row that only the side before the change needs. Its table still exists. */
public record DeleteRow(SeedRow row) implements Change {

    @Override
    public Change inverse() {
        return new InsertRow(row);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.deleteRow(this);
    }

    @Override
    public String describe() {
        return "delete row " + row;
    }

    @Override
    public Optional<String> dataLoss() {
        return Optional.of("What the counter " + row + " has reached is lost; the way back lets it begin anew.");
    }

    @Override
    public Optional<String> hazard() {
        return dataLoss();
    }
}
