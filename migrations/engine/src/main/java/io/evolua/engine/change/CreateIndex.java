package io.evolua.engine.change;

import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import java.util.Optional;

/** An index that a table of both sides has in the target only. */
public record CreateIndex(QualifiedName table, Index index) implements Change {

    @Override
    public Change inverse() {
        return new DropIndex(table, index);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.createIndex(this);
    }

    @Override
    public String describe() {
        return "create index " + index.name() + " on " + table;
    }

    @Override
    public Optional<String> hazard() {
        if (!index.valid()) {
            return Optional.of("Index " + index.name() + " was invalid and is not built again.");
        }
        return index.unique()
                ? Optional.of("Fails if rows of " + table + " are equal in the columns of " + index.name() + ".")
                : Optional.empty();
    }
}
