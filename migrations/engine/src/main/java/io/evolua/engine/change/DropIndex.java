package io.evolua.engine.change;

import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;

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
        return "drop index " + index.name() + " on " + table;
    }
}
