package io.evolua.engine.change;

import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.QualifiedName;

/** A constraint that keeps its name and its essence; what PostgreSQL can alter in place is different. */
public record AlterConstraint(QualifiedName table, Constraint from, Constraint to) implements Change {

    public AlterConstraint {
        if (!from.name().equals(to.name()) || !Matching.alike(from, to)) {
            throw new IllegalArgumentException(from + " cannot become " + to);
        }
    }

    public String name() {
        return to.name();
    }

    @Override
    public Change inverse() {
        return new AlterConstraint(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterConstraint(this);
    }

    @Override
    public String describe() {
        return "alter constraint " + name() + " on " + table;
    }
}
