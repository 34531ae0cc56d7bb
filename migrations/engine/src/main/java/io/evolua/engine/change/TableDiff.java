package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The differences within a table that both sides have. */
final class TableDiff {

    private final Table from;
    private final Table to;
    private final QualifiedName name;
    private final SchemaDiff whole;
    private final Set<String> takenBefore;
    private final Set<String> takenAfter;

    TableDiff(Table from, Table to, SchemaDiff whole, Set<String> takenBefore, Set<String> takenAfter) {
        this.from = from;
        this.to = to;
        this.name = to.name();
        this.whole = whole;
        this.takenBefore = takenBefore;
        this.takenAfter = takenAfter;
    }

    void addTo(Plan plan) {
        columns(plan);
        constraints(
                plan,
                from.primaryKey().stream().toList(),
                to.primaryKey().stream().toList(),
                Phase.DROP_KEY,
                Phase.ADD_KEY);
        constraints(plan, from.uniques(), to.uniques(), Phase.DROP_KEY, Phase.ADD_KEY);
        constraints(plan, from.checks(), to.checks(), Phase.DROP_CHECK, Phase.ADD_CHECK);
        foreignKeys(plan);
        indexes(plan);
    }

    private void columns(Plan plan) {
        for (Column column : to.columns()) {
            Optional<Column> old = from.column(column.name());
            if (old.isPresent()) {
                alter(plan, old.get(), column);
            } else {
                plan.add(Phase.ADD_COLUMN, new AddColumn(name, column, whole.ownedOnlyAfter(name, column.name())));
            }
        }
        // The last one goes first, so that the way back adds them in the order of declaration.
        List<Column> lastFirst = new ArrayList<>(from.columns());
        Collections.reverse(lastFirst);
        for (Column column : lastFirst) {
            if (to.column(column.name()).isEmpty()) {
                plan.add(Phase.DROP_COLUMN, new DropColumn(name, column, whole.ownedOnlyBefore(name, column.name())));
            }
        }
    }

    /** In up to three steps, because an identity and a default exclude each other and share their sequence's name. */
    private void alter(Plan plan, Column old, Column now) {
        boolean gainsIdentity = old.identity().isEmpty() && now.identity().isPresent();
        boolean losesIdentity = old.identity().isPresent() && now.identity().isEmpty();
        Column released = old;
        if (losesIdentity) {
            released = released.withIdentity(Optional.empty());
        }
        if (gainsIdentity) {
            released = released.withDefault(Optional.empty());
        }
        Column changed = gainsIdentity ? now.withIdentity(Optional.empty()) : now;
        step(plan, Phase.RELEASE, old, released);
        step(plan, Phase.ALTER_COLUMN, released, changed);
        step(plan, Phase.ADD_IDENTITY, changed, now);
    }

    private void step(Plan plan, Phase phase, Column old, Column now) {
        if (!sameColumn(old, now)) {
            plan.add(phase, new AlterColumn(name, old, now));
        }
    }

    private static boolean sameColumn(Column a, Column b) {
        return a.type().text().equals(b.type().text())
                && a.nullable() == b.nullable()
                && a.identity().equals(b.identity())
                && a.defaultValue()
                        .map(Object::toString)
                        .equals(b.defaultValue().map(Object::toString));
    }

    private <T extends Constraint> void constraints(Plan plan, List<T> old, List<T> now, Phase drop, Phase add) {
        Matching<T> matching = Matching.of(old, now, takenBefore, takenAfter);
        matching.removed().forEach(c -> plan.add(drop, new DropConstraint(name, c)));
        matching.added().forEach(c -> plan.add(add, new AddConstraint(name, c)));
        matching.renamed()
                .forEach(pair -> plan.add(
                        Phase.RENAME,
                        new RenameConstraint(name, pair.from().name(), pair.to().name())));
    }

    private void foreignKeys(Plan plan) {
        Matching<ForeignKey> matching = Matching.of(from.foreignKeys(), to.foreignKeys(), takenBefore, takenAfter);
        for (ForeignKey key : from.foreignKeys()) {
            if (matching.removed().contains(key)) {
                plan.add(Phase.DROP_FOREIGN_KEY, new DropConstraint(name, key));
            } else if (whole.mustRecycle(from, key)) {
                plan.add(Phase.DROP_FOREIGN_KEY, new DropConstraint(name, key));
                plan.add(Phase.ADD_FOREIGN_KEY, new AddConstraint(name, newNameOf(key, matching)));
            }
        }
        matching.added().forEach(key -> plan.add(Phase.ADD_FOREIGN_KEY, new AddConstraint(name, key)));
        for (Matching.Pair<ForeignKey> pair : matching.renamed()) {
            if (!whole.mustRecycle(from, pair.from())) {
                plan.add(
                        Phase.RENAME,
                        new RenameConstraint(name, pair.from().name(), pair.to().name()));
            }
        }
    }

    private static ForeignKey newNameOf(ForeignKey key, Matching<ForeignKey> matching) {
        return matching.renamed().stream()
                .filter(pair -> pair.from().equals(key))
                .findFirst()
                .map(Matching.Pair::to)
                .orElse(key);
    }

    private void indexes(Plan plan) {
        Matching<Index> matching = Matching.of(from.indexes(), to.indexes(), takenBefore, takenAfter);
        matching.removed().forEach(i -> plan.add(Phase.DROP_INDEX, new DropIndex(name, i)));
        matching.added().forEach(i -> plan.add(Phase.CREATE_INDEX, new CreateIndex(name, i)));
        matching.renamed()
                .forEach(pair -> plan.add(
                        Phase.RENAME,
                        new RenameIndex(name, pair.from().name(), pair.to().name())));
    }
}
