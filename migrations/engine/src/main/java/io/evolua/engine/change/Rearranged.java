package io.evolua.engine.change;

import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.PartitionOf;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Tables of both sides that are attached to a partitioned table, or detached, or both, to hold other rows of it. */
final class Rearranged {

    private final Schema from;
    private final Schema to;
    private final Set<QualifiedName> tables = new TreeSet<>();

    /** The partitioned tables that lose or get rows so. */
    private final Set<QualifiedName> parents = new TreeSet<>();

    Rearranged(Schema from, Schema to) {
        this.from = from;
        this.to = to;
        for (Table old : from.tables().values()) {
            to.table(old.name()).filter(now -> !isSamePlace(old, now)).ifPresent(now -> {
                tables.add(old.name());
                addParents(from, old);
                addParents(to, now);
            });
        }
    }

    private static boolean isSamePlace(Table old, Table now) {
        Optional<PartitionOf> before = old.options().partitionOf();
        Optional<PartitionOf> after = now.options().partitionOf();
        return before.isPresent() == after.isPresent()
                && before.map(place -> after.filter(place::isSamePlace).isPresent())
                        .orElse(true);
    }

    private void addParents(Schema schema, Table table) {
        table.options().partitionOf().ifPresent(place -> {
            parents.add(place.parent());
            schema.table(place.parent()).ifPresent(parent -> addParents(schema, parent));
        });
    }

    boolean contains(QualifiedName table) {
        return tables.contains(table);
    }

    /** Whether a foreign key to the table would keep rows from leaving it. */
    boolean movesRowsOf(QualifiedName table) {
        return parents.contains(table);
    }

    /**
     * The table as it is when it is no partition.
     *
     * @param recycled whether a table's foreign key is taken off for a while; it then comes and goes with the parent's
     */
    Table before(Table table, BiPredicate<Table, ForeignKey> recycled) {
        return alone(from, to, table, recycled);
    }

    /** As {@link #before}, on the other side. */
    Table after(Table table, BiPredicate<Table, ForeignKey> recycled) {
        return alone(to, from, table, recycled);
    }

    private static Table alone(Schema own, Schema other, Table table, BiPredicate<Table, ForeignKey> recycled) {
        Table alone = own.detached(table);
        Optional<PartitionOf> place = table.options().partitionOf();
        Optional<Table> parent = place.flatMap(p -> own.table(p.parent()));
        Optional<Table> counterpart = parent.flatMap(p -> other.table(p.name()));
        if (parent.isEmpty() || counterpart.isEmpty()) {
            return alone;
        }
        List<ForeignKey> others = other.detached(counterpart.get()).foreignKeys();
        Set<String> withParent = new TreeSet<>();
        for (ForeignKey key : own.detached(parent.get()).foreignKeys()) {
            boolean stays = others.stream().anyMatch(o -> Matching.alike(key, o)) && !recycled.test(parent.get(), key);
            if (!stays) {
                Optional.ofNullable(place.get().names().get(key.name())).ifPresent(withParent::add);
            }
        }
        List<ForeignKey> keys = new ArrayList<>(alone.foreignKeys());
        keys.removeIf(key -> withParent.contains(key.name()));
        return alone.withForeignKeys(keys);
    }
}
