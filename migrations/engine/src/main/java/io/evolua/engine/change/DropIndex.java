package io.evolua.engine.change;

import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import java.util.Optional;

/** An index that the target's table does not have. */
public record DropIndex(QualifiedName table, Index index) implements Change {

    @Override
    public Change inverse() {
        return new CreateIndex(table, index);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropIndex(this);
    }

    @Override
    public String describe() {
        return (index.valid() ? "drop index " : "drop invalid index ") + index.name() + " on " + table;
    }

    @Override
    public Optional<String> hazard() {
        return index.valid()
                ? Optional.empty()
                : Optional.of("Index " + index.name() + " of table " + table
                        + " is invalid, left by a CREATE INDEX CONCURRENTLY that failed; no query uses it.");
    }
}
