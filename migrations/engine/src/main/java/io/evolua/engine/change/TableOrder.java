package io.evolua.engine.change;

import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** New tables in an order in which every foreign key, and every child, finds its table. */
final class TableOrder {

    /** A child cannot go ahead of its parent. */
    private static final Comparator<Waiting> ORDER = Comparator.comparing(Waiting::isOrphan)
            .thenComparing(waiting -> waiting.missing.size())
            .thenComparing(waiting -> waiting.table.name());

    private TableOrder() {}

    /**
     * A table that is not created yet.
     *
     * @param missing what it refers to and what is not there yet either
     */
    private record Waiting(Table table, Set<QualifiedName> missing) {

        static Waiting of(Table table, SortedMap<QualifiedName, Table> created) {
            Set<QualifiedName> needed = new HashSet<>(table.options().parents());
            table.foreignKeys().stream()
                    .map(ForeignKey::referencedTable)
                    .filter(target -> !target.equals(table.name()))
                    .forEach(target -> needed.addAll(withPartitions(created, target)));
            needed.retainAll(created.keySet());
            needed.remove(table.name());
            return new Waiting(table, needed);
        }

        boolean isOrphan() {
            return table.options().parents().stream().anyMatch(missing::contains);
        }

        boolean lacks(ForeignKey key, SortedMap<QualifiedName, Table> created) {
            return withPartitions(created, key.referencedTable()).stream().anyMatch(missing::contains);
        }
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

    /**
     * Tables that are referred to come first, otherwise by name. Where tables refer to each other in a circle, the one
     * with the fewest open references goes ahead without them; they follow as {@link AddConstraint} at the end.
     *
     * @param tables what does not refer to one of these refers to a table that exists
     * @param owned sequences, each of which goes with the table that owns it
     */
    static List<Change> creations(SortedMap<QualifiedName, Table> tables, List<Sequence> owned) {
        SortedSet<Waiting> queue = new TreeSet<>(ORDER);
        Map<QualifiedName, List<Waiting>> referring = new HashMap<>();
        for (Table table : tables.values()) {
            Waiting waiting = Waiting.of(table, tables);
            queue.add(waiting);
            waiting.missing.forEach(target ->
                    referring.computeIfAbsent(target, t -> new ArrayList<>()).add(waiting));
        }
        List<Change> creations = new ArrayList<>();
        List<Change> late = new ArrayList<>();
        while (!queue.isEmpty()) {
            Waiting next = queue.first();
            queue.remove(next);
            creations.add(create(next, tables, owned, late));
            for (Waiting referrer : referring.getOrDefault(next.table.name(), List.of())) {
                // Unless it went ahead.
                if (queue.remove(referrer)) {
                    referrer.missing.remove(next.table.name());
                    queue.add(referrer);
                }
            }
        }
        creations.addAll(late);
        return creations;
    }

    private static Change create(
            Waiting next, SortedMap<QualifiedName, Table> tables, List<Sequence> owned, List<Change> late) {
        Table table = next.table;
        List<ForeignKey> inline = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            if (next.lacks(key, tables)) {
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
}
