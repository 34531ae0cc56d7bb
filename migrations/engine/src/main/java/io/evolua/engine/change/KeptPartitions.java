package io.evolua.engine.change;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.PartitionOf;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import io.evolua.engine.selection.PartialTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The target with the partitions that it does not mention: they come and go with time, made by jobs that no entity knows,
 * and stay as long as their table does.
 */
final class KeptPartitions {

    private final Schema from;
    private final Schema to;

    private KeptPartitions(Schema from, Schema to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Keeps them.
     *
     * @return {@code to} with the partitions that only {@code from} has, of tables that both have
     * @throws RefusedException if {@code to} wants a partition in the place of one that is there under another name
     */
    static Schema of(Schema from, Schema to) {
        Set<QualifiedName> kept = new TreeSet<>();
        for (Table table : from.tables().values()) {
            if (to.table(table.name()).isEmpty() && staysWithParent(from, to, table)) {
                kept.add(table.name());
            }
        }
        return kept.isEmpty() ? to : new KeptPartitions(from, to).keep(kept);
    }

    private static boolean staysWithParent(Schema from, Schema to, Table table) {
        return table.options()
                .partitionOf()
                .flatMap(place -> from.table(place.parent()))
                .filter(parent -> to.table(parent.name())
                                .filter(now -> now.options().partitionBy().isPresent())
                                .isPresent()
                        || (to.table(parent.name()).isEmpty() && staysWithParent(from, to, parent)))
                .isPresent();
    }

    private Schema keep(Set<QualifiedName> kept) {
        Schema whole = PartialTarget.of(from, to, object -> !kept.contains(object.relation()));
        kept.forEach(name -> whole.table(name).ifPresent(table -> requirePlace(table)));
        return whole.mapTables(table -> kept.contains(table.name()) ? withoutWhatParentGains(whole, table) : table);
    }

    private void requirePlace(Table kept) {
        Optional<PartitionOf> place = kept.options().partitionOf();
        to.tables().values().stream()
                .filter(table -> from.table(table.name())
                        .flatMap(old -> old.options().partitionOf())
                        .isEmpty())
                .filter(table -> table.options().partitionOf().isPresent()
                        && place.filter(table.options().partitionOf().get()::isSamePlace)
                                .isPresent())
                .findFirst()
                .ifPresent(table -> {
                    throw new RefusedException("Partition " + table.name() + " is to hold what partition " + kept.name()
                            + " of table " + place.get().parent() + " holds: "
                            + place.get().bound()
                            + ". If it is the same under another name: --rename " + kept.name() + "=" + table.name()
                            + ". Otherwise detach the old one first, in a revision by hand.");
                });
    }

    /** An index that the parent gets would take that of the partition over, and take it along on the way back. */
    private Table withoutWhatParentGains(Schema whole, Table table) {
        List<Named> gained = table.options().partitionOf().stream()
                .flatMap(place -> gained(whole, place.parent()))
                .toList();
        if (gained.isEmpty()) {
            return table;
        }
        return table.withPrimaryKey(table.primaryKey().filter(key -> isNone(gained, key)))
                .withUniques(
                        table.uniques().stream().filter(u -> isNone(gained, u)).toList())
                .withForeignKeys(table.foreignKeys().stream()
                        .filter(k -> isNone(gained, k))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter((Index i) -> isNone(gained, i))
                        .toList());
    }

    private Stream<Named> gained(Schema whole, QualifiedName parent) {
        List<Named> before = from.table(parent).stream().flatMap(Table::parts).toList();
        return Stream.concat(
                whole.table(parent).stream().flatMap(Table::parts).filter(part -> isNone(before, part)),
                whole.table(parent).flatMap(table -> table.options().partitionOf()).stream()
                        .flatMap(place -> gained(whole, place.parent())));
    }

    private static boolean isNone(List<Named> parts, Named part) {
        return parts.stream().noneMatch(other -> Matching.alike(other, part));
    }
}
