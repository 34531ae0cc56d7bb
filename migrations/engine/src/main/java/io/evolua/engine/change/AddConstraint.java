package io.evolua.engine.change;

import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.QualifiedName;
import java.util.Optional;

/** A constraint that a table of both sides has in the target only. */
public record AddConstraint(QualifiedName table, Constraint constraint) implements Change {

    @Override
    public Change inverse() {
        return new DropConstraint(table, constraint);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.addConstraint(this);
    }

    @Override
    public String describe() {
        return "add constraint " + constraint.name() + " on " + table;
    }

    @Override
    public Optional<String> hazard() {
        return Optional.of("Fails if rows of " + table + " violate " + constraint.name() + ".");
    }
}
