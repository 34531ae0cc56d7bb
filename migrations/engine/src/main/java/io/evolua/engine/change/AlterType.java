package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.CompositeType;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A type with another definition. Where PostgreSQL cannot alter it, a new one takes its place: every column that uses it is
 * cast, and what depends on it is dropped before and made anew after.
 *
 * @param usedAtOnce a value that is added is used by something that the same script makes, which PostgreSQL allows for
 *     the values of a new type only
 * @param uses the columns of this type, or of arrays of it, as they are while it is changed
 * @param fixed what uses the type and cannot be cast, so that no new one can take its place: types that are made of it, and
 *     keys of partitions
 * @param dependents what makes all that depends on the type or on these columns, in an order that works
 */
public record AlterType(
        DatabaseObject from,
        DatabaseObject to,
        boolean usedAtOnce,
        List<Use> uses,
        List<String> fixed,
        List<Change> dependents)
        implements Change {

    /** A column whose values are cast. */
    public record Use(QualifiedName table, Column column) {}

    public AlterType {
        uses = List.copyOf(uses);
        fixed = List.copyOf(fixed);
        dependents = List.copyOf(dependents);
    }

    @Override
    public Change inverse() {
        return new AlterType(to, from, usedAtOnce, uses, fixed, dependents);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterType(this);
    }

    @Override
    public String describe() {
        return "alter " + to.id();
    }

    /** Whether a new type takes the old one's place. */
    public boolean rebuilds() {
        if (from instanceof EnumType old && to instanceof EnumType now) {
            List<String> kept = new ArrayList<>(now.values());
            kept.retainAll(old.values());
            return usedAtOnce || !kept.equals(old.values());
        }
        if (from instanceof DomainType old && to instanceof DomainType now) {
            return !old.baseType().equals(now.baseType());
        }
        if (from instanceof CompositeType old && to instanceof CompositeType now) {
            return !sharesOnlyItsBeginning(old, now);
        }
        return true;
    }

    /** Why it cannot be done at all, which happens on the way back only: PostgreSQL adds what it cannot take away. */
    public Optional<String> impossible() {
        return rebuilds() && !fixed.isEmpty()
                ? Optional.of("type " + to.id().name() + " cannot become what it was, because it is used by "
                        + String.join(", ", fixed))
                : Optional.empty();
    }

    /** Whether what depends on the type must be out of the way. */
    public boolean movesDependents() {
        return rebuilds()
                || (from instanceof CompositeType old
                        && to instanceof CompositeType now
                        && !now.attributes().containsAll(old.attributes()));
    }

    /** Attributes are added at the end only, and have no order of their own. */
    private static boolean sharesOnlyItsBeginning(CompositeType old, CompositeType now) {
        int same = 0;
        while (same < Math.min(old.attributes().size(), now.attributes().size())
                && old.attributes().get(same).equals(now.attributes().get(same))) {
            same++;
        }
        List<String> rest = now.attributes().stream()
                .skip(same)
                .map(CompositeType.Attribute::name)
                .toList();
        return old.attributes().stream().skip(same).noneMatch(attribute -> rest.contains(attribute.name()));
    }

    /** The values of an enum that it no longer has, in their order. */
    public List<String> removedValues() {
        if (!(from instanceof EnumType old) || !(to instanceof EnumType now)) {
            return List.of();
        }
        List<String> gone = new ArrayList<>(old.values());
        gone.removeAll(now.values());
        return gone;
    }

    @Override
    public Optional<String> dataLoss() {
        return TypeLoss.of(this);
    }

    @Override
    public Optional<String> hazard() {
        if (impossible().isPresent()) {
            return Optional.of("There is no way back: " + impossible().get() + ".");
        }
        String name = to.id().name().toString();
        Optional<String> loss = dataLoss();
        if (from instanceof CompositeType && to instanceof CompositeType) {
            return loss;
        }
        if (from instanceof EnumType && to instanceof EnumType) {
            return removedValues().isEmpty()
                    ? Optional.empty()
                    : Optional.of(loss.map(what -> what + " ").orElse("") + "Fails if a row holds "
                            + String.join(", ", removedValues()) + ".");
        }
        return Optional.of(loss.map(what -> what + " ").orElse("") + "Fails if a row holds a value that type " + name
                + " no longer allows.");
    }
}
