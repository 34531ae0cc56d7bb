package io.evolua.engine.change;

import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** New tables in an order in which every foreign key, and every child, finds its table. */
final class TableOrder {

    private TableOrder() {}

    /**
     * Tables that are referred to come first, otherwise by name. Where tables refer to each other in a circle, the one
     * with the fewest open references goes ahead without them; they follow as {@link AddConstraint} at the end.
     *
     * @param tables what does not refer to one of these refers to a table that exists
     * @param owned sequences, each of which goes with the table that owns it
     */
    static List<Change> creations(SortedMap<QualifiedName, Table> tables, List<Sequence> owned) {
        SortedMap<QualifiedName, Set<QualifiedName>> open = new TreeMap<>();
        Map<QualifiedName, List<QualifiedName>> referring = new HashMap<>();
        tables.forEach((name, table) -> {
            Set<QualifiedName> targets = new TreeSet<>();
            List<QualifiedName> needed = new ArrayList<>(table.options().parents());
            table.foreignKeys().stream()
                    .map(ForeignKey::referencedTable)
                    .filter(target -> !target.equals(name))
                    .forEach(target -> needed.addAll(withPartitions(tables, target)));
            for (QualifiedName target : needed) {
                if (tables.containsKey(target) && !target.equals(name) && targets.add(target)) {
                    referring.computeIfAbsent(target, t -> new ArrayList<>()).add(name);
                }
            }
            open.put(name, targets);
        });
        SortedSet<QualifiedName> ready = new TreeSet<>();
        open.forEach((name, targets) -> {
            if (targets.isEmpty()) {
                ready.add(name);
            }
        });

        List<Change> creations = new ArrayList<>();
        List<Change> late = new ArrayList<>();
        while (!open.isEmpty()) {
            QualifiedName next = ready.isEmpty() ? leastBound(open, tables) : ready.first();
            ready.remove(next);
            Set<QualifiedName> missing = Set.copyOf(open.getOrDefault(next, Set.of()));
            open.remove(next);
            Table table = tables.get(next);
            if (table == null) {
                throw new IllegalStateException("not a table of the set: " + next);
            }
            creations.add(create(table, tables, missing, owned, late));
            for (QualifiedName referrer : referring.getOrDefault(next, List.of())) {
                Set<QualifiedName> targets = open.get(referrer);
                if (targets != null && targets.remove(next) && targets.isEmpty()) {
                    ready.add(referrer);
                }
            }
        }
        creations.addAll(late);
        return creations;
    }

    /** On the way back no row of a partition may be referred to when it goes. */
    private static List<QualifiedName> withPartitions(SortedMap<QualifiedName, Table> tables, QualifiedName table) {
        List<QualifiedName> all = new ArrayList<>(List.of(table));
        Table target = tables.get(table);
        if (target != null && target.options().partitionBy().isPresent()) {
            tables.values().stream()
                    .filter(other -> other.options().parents().contains(table))
                    .forEach(partition -> all.addAll(withPartitions(tables, partition.name())));
        }
        return all;
    }

    private static Change create(
            Table table,
            SortedMap<QualifiedName, Table> tables,
            Set<QualifiedName> missing,
            List<Sequence> owned,
            List<Change> late) {
        List<ForeignKey> inline = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            if (withPartitions(tables, key.referencedTable()).stream().anyMatch(missing::contains)) {
                late.add(new AddConstraint(table.name(), key));
            } else {
                inline.add(key);
            }
        }
        List<Sequence> own = owned.stream()
                .filter(s -> s.ownedBy()
                        .filter(owner -> owner.table().equals(table.name()))
                        .isPresent())
                .toList();
        return new CreateTable(table.withForeignKeys(inline), own);
    }

    private static QualifiedName leastBound(
            SortedMap<QualifiedName, Set<QualifiedName>> open, SortedMap<QualifiedName, Table> tables) {
        QualifiedName best = open.firstKey();
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<QualifiedName, Set<QualifiedName>> entry : open.entrySet()) {
            // A child cannot go ahead of its parent.
            Table table = tables.get(entry.getKey());
            boolean orphan = table != null && table.options().parents().stream().anyMatch(entry.getValue()::contains);
            if (!orphan && entry.getValue().size() < fewest) {
                fewest = entry.getValue().size();
                best = entry.getKey();
            }
        }
        return best;
    }
}
