package io.evolua.engine.change;

import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;

/** An index that keeps its name and its essence; what PostgreSQL can alter in place is different. */
public record AlterIndex(QualifiedName table, Index from, Index to) implements Change {

    public AlterIndex {
        if (!from.name().equals(to.name()) || !Matching.alike(from, to)) {
            throw new IllegalArgumentException(from + " cannot become " + to);
        }
    }

    public String name() {
        return to.name();
    }

    @Override
    public Change inverse() {
        return new AlterIndex(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterIndex(this);
    }

    @Override
    public String describe() {
        return "alter index " + name() + " on " + table;
    }
}
