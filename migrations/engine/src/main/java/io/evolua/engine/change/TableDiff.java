package io.evolua.engine.change;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The differences within a table that both sides have. */
final class TableDiff {

    private static final String BY_HAND =
            " PostgreSQL cannot alter that. Write this revision by hand: create the new table,"
                    + " move the rows, drop the old one, rename the new one.";

    private final Table from;
    private final Table to;
    private final QualifiedName name;
    private final SchemaDiff whole;
    private final Set<String> takenBefore;
    private final Set<String> takenAfter;
    private final RemadeColumns remade;
    /** The names of what is dropped, if only to be made anew. */
    private final Set<String> dropped = new HashSet<>();

    TableDiff(Table from, Table to, SchemaDiff whole, Set<String> takenBefore, Set<String> takenAfter) {
        this.from = from;
        this.to = to;
        this.name = to.name();
        this.whole = whole;
        this.takenBefore = takenBefore;
        this.takenAfter = takenAfter;
        this.remade = whole.remade(name);
    }

    void addTo(Plan plan) {
        boolean rearranged = whole.rearranges(name);
        if (rearranged) {
            step(plan, Phase.RELEASE, from.options(), detached(from.options()));
        }
        if (from.options().partitionOf().isPresent() && !rearranged) {
            whole.partitionColumns(name).addTo(plan);
        } else {
            columns(plan);
        }
        constraints(
                plan,
                from.primaryKey().stream().toList(),
                to.primaryKey().stream().toList(),
                Phase.DROP_KEY,
                Phase.ADD_KEY);
        constraints(plan, from.uniques(), to.uniques(), Phase.DROP_KEY, Phase.ADD_KEY);
        constraints(plan, from.checks(), to.checks(), Phase.DROP_CHECK, Phase.ADD_CHECK);
        constraints(plan, from.exclusions(), to.exclusions(), Phase.DROP_CHECK, Phase.ADD_CHECK);
        // A table that is attached has the parent's foreign keys already, and keeps them when it is detached.
        constraints(
                plan,
                from.foreignKeys(),
                to.foreignKeys(),
                rearranged ? Phase.RELEASE : Phase.DROP_FOREIGN_KEY,
                rearranged ? Phase.ATTACH_TABLE : Phase.ADD_FOREIGN_KEY);
        indexes(plan);
        if (rearranged) {
            options(plan, detached(from.options()), detached(to.options()));
            step(plan, Phase.ATTACH_TABLE, detached(to.options()), to.options());
        } else {
            options(
                    plan,
                    from.options(),
                    to.options().withPartitionOf(from.options().partitionOf()));
        }
    }

    private static TableOptions detached(TableOptions options) {
        return options.withPartitionOf(Optional.empty());
    }

    /** Parents, and an index that identifies rows for replication, are let go early, and taken once they are there. */
    private void options(Plan plan, TableOptions old, TableOptions now) {
        if (!old.partitionBy().equals(now.partitionBy())) {
            throw new RefusedException("Table " + name + " is "
                    + old.partitionBy().map(key -> "partitioned by " + key).orElse("not partitioned")
                    + ", and is to be "
                    + now.partitionBy().map(key -> "partitioned by " + key).orElse("not partitioned")
                    + "." + BY_HAND);
        }
        boolean keeps = old.replicaIdentity().equals(now.replicaIdentity())
                && dropped.stream().noneMatch(old::identifiedBy);
        TableOptions released = (keeps ? old : old.withReplicaIdentity(TableOptions.PLAIN.replicaIdentity()))
                .withInherits(
                        old.inherits().stream().filter(now.inherits()::contains).toList());
        TableOptions changed =
                now.withReplicaIdentity(released.replicaIdentity()).withInherits(released.inherits());
        step(plan, Phase.RELEASE, old, released);
        step(plan, Phase.ALTER_TABLE, released, changed);
        step(plan, Phase.ATTACH_TABLE, changed, now);
    }

    private void step(Plan plan, Phase phase, TableOptions old, TableOptions now) {
        if (!old.equals(now)) {
            plan.add(phase, new AlterTable(name, old, now));
        }
    }

    private void columns(Plan plan) {
        for (Column column : to.columns()) {
            Optional<Column> old = from.column(column.name());
            if (old.isPresent() && !remade.isDropped(column.name())) {
                alter(plan, old.get(), column);
            } else {
                plan.add(
                        column.generated().isPresent() ? Phase.ADD_GENERATED : Phase.ADD_COLUMN,
                        new AddColumn(name, column, whole.ownedOnlyAfter(name, column.name())));
            }
        }
        // The last one goes first, so that the way back adds them in the order of declaration.
        List<Column> lastFirst = new ArrayList<>(from.columns());
        Collections.reverse(lastFirst);
        for (Column column : lastFirst) {
            if (to.column(column.name()).isEmpty() || remade.isDropped(column.name())) {
                Column released = withoutSequenceInTheWay(column);
                step(plan, Phase.RELEASE, column, released);
                plan.add(
                        column.generated().isPresent() ? Phase.DROP_GENERATED : Phase.DROP_COLUMN,
                        new DropColumn(name, released, whole.ownedOnlyBefore(name, column.name())));
            }
        }
    }

    /** Not an identity whose sequence has the name of a new one, which is created before columns go. */
    private Column withoutSequenceInTheWay(Column column) {
        QualifiedName sequence = name.sibling(NamingConvention.sequence(name.name(), column.name()));
        return column.identity().isPresent() && whole.creates(sequence)
                ? column.withIdentity(Optional.empty())
                : column;
    }

    /** In up to three steps, because an identity and a default exclude each other and share their sequence's name. */
    private void alter(Plan plan, Column old, Column now) {
        requireNoPartitionKey(old, now);
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
        step(plan, phase(released, changed), released, changed);
        step(plan, Phase.ADD_IDENTITY, changed, now);
    }

    private void requireNoPartitionKey(Column old, Column now) {
        AlterColumn change = new AlterColumn(name, old, now);
        if ((change.changesType() || change.changesCollation())
                && from.options()
                        .partitionBy()
                        .filter(key -> RemadeColumns.mentions(SqlText.canonical(key), List.of(old.name())))
                        .isPresent()) {
            throw new RefusedException("Column " + name + "." + old.name() + " is of type " + old.type()
                    + ", is to be of type " + now.type() + ", and rows are told apart by it: " + name
                    + " is partitioned by " + from.options().partitionBy().orElse("") + "." + BY_HAND);
        }
    }

    private static Phase phase(Column old, Column now) {
        if (old.generated().isPresent() == now.generated().isPresent()) {
            return Phase.ALTER_COLUMN;
        }
        return old.generated().isPresent() ? Phase.DROP_GENERATED : Phase.ADD_GENERATED;
    }

    private void step(Plan plan, Phase phase, Column old, Column now) {
        if (!sameColumn(old, now)) {
            plan.add(phase, new AlterColumn(name, old, now));
        }
    }

    private static boolean sameColumn(Column a, Column b) {
        return a.equals(b) || canonical(a).equals(canonical(b));
    }

    /** Texts are compared as they stand. */
    private static Column canonical(Column column) {
        return column.withType(canonical(column.type()))
                .withDefault(column.defaultValue().map(TableDiff::canonical))
                .withGenerated(column.generated().map(g -> new Generated(canonical(g.expression()), g.stored())));
    }

    private static SqlText canonical(SqlText text) {
        return SqlText.canonical(text.text());
    }

    private <T extends Constraint> void constraints(Plan plan, List<T> old, List<T> now, Phase drop, Phase add) {
        Matching<T> matching = Matching.of(old, now, takenBefore, takenAfter);
        for (T constraint : matching.removed()) {
            drop(plan, drop, constraint);
        }
        for (T constraint : matching.added()) {
            plan.add(add, new AddConstraint(name, constraint));
        }
        for (Matching.Pair<T> pair : matching.pairs()) {
            if (remade.isUsedBy(pair.from())
                    || remade.isUsedBy(pair.to())
                    || (pair.from() instanceof ForeignKey key && whole.mustRecycle(from, key))) {
                drop(plan, drop, pair.from());
                plan.add(add, new AddConstraint(name, pair.to()));
            } else {
                alter(plan, pair);
            }
        }
    }

    private void drop(Plan plan, Phase phase, Constraint constraint) {
        dropped.add(constraint.name());
        plan.add(phase, new DropConstraint(name, constraint));
    }

    private void alter(Plan plan, Matching.Pair<? extends Constraint> pair) {
        Constraint renamed = pair.from();
        if (pair.renamed()) {
            plan.add(
                    Phase.RENAME,
                    new RenameConstraint(name, pair.from().name(), pair.to().name()));
            renamed = renamed.named(pair.to().name());
        }
        if (pair.altered()) {
            plan.add(Phase.ALTER_PART, new AlterConstraint(name, renamed, pair.to()));
        }
    }

    private void indexes(Plan plan) {
        Matching<Index> matching = Matching.of(from.indexes(), to.indexes(), takenBefore, takenAfter);
        matching.removed().forEach(i -> drop(plan, i));
        matching.added().stream()
                .filter(Index::valid)
                .forEach(i -> plan.add(Phase.CREATE_INDEX, new CreateIndex(name, i)));
        for (Matching.Pair<Index> pair : matching.pairs()) {
            if (remade.isUsedBy(pair.from()) || remade.isUsedBy(pair.to())) {
                drop(plan, pair.from());
                plan.add(Phase.CREATE_INDEX, new CreateIndex(name, pair.to()));
                continue;
            }
            if (pair.renamed()) {
                plan.add(
                        Phase.RENAME,
                        new RenameIndex(name, pair.from().name(), pair.to().name()));
            }
            if (pair.altered()) {
                plan.add(
                        Phase.ALTER_PART,
                        new AlterIndex(name, pair.from().named(pair.to().name()), pair.to()));
            }
        }
    }

    private void drop(Plan plan, Index index) {
        dropped.add(index.name());
        plan.add(Phase.DROP_INDEX, new DropIndex(name, index));
    }
}
