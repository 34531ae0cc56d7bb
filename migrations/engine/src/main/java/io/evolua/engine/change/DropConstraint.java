package io.evolua.engine.change;

import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.QualifiedName;

/** A constraint that the target's table does not have. */
public record DropConstraint(QualifiedName table, Constraint constraint) implements Change {

    @Override
    public Change inverse() {
        return new AddConstraint(table, constraint);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropConstraint(this);
    }

    @Override
    public String describe() {
        return "drop constraint " + constraint.name() + " on " + table;
    }
}
