package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be made, in an order in which each finds what it needs. */
final class ObjectOrder {

    private ObjectOrder() {}

    /**
     * What is needed comes first, otherwise by kind and name. Where only a routine's text mentions another object that
     * comes first too, unless they mention each other.
     *
     * @param units the changes that make, or alter, each of them
     */
    static List<Change> of(SortedMap<ObjectId, List<Change>> units, DependencyGraph graph) {
        SortedMap<ObjectId, Unit> open = new TreeMap<>();
        units.forEach((id, changes) -> open.put(
                id,
                new Unit(
                        id,
                        changes,
                        others(id, graph.needs(id), units.keySet()),
                        others(id, graph.mentions(id), units.keySet()))));
        List<Change> order = new ArrayList<>();
        Set<ObjectId> done = new HashSet<>();
        while (!open.isEmpty()) {
            Unit next = open.values().stream()
                    .filter(unit -> done.containsAll(unit.needs) && done.containsAll(unit.mentions))
                    .findFirst()
                    .orElseGet(() -> leastBound(open, done));
            open.remove(next.id);
            done.add(next.id);
            order.addAll(next.changes);
        }
        return order;
    }

    private record Unit(ObjectId id, List<Change> changes, Set<ObjectId> needs, Set<ObjectId> mentions) {}

    private static Set<ObjectId> others(ObjectId unit, Set<ObjectId> ids, Set<ObjectId> units) {
        Set<ObjectId> found = new HashSet<>();
        for (ObjectId id : ids) {
            // A column comes with the expression that it is generated from.
            found.add(id.kind() == Kind.COLUMN ? new ObjectId(Kind.DEFAULT, id.name(), id.detail()) : id);
        }
        found.retainAll(units);
        found.remove(unit);
        return found;
    }

    /** One of a circle, and not one that waits for it. */
    private static Unit leastBound(SortedMap<ObjectId, Unit> open, Set<ObjectId> done) {
        return open.values().stream()
                .filter(unit -> done.containsAll(unit.needs))
                .min(Comparator.comparingInt(unit -> waitsFor(unit, open).size()))
                .orElseGet(() -> open.values().iterator().next());
    }

    /** Itself included. */
    private static Set<ObjectId> waitsFor(Unit one, Map<ObjectId, Unit> open) {
        Set<ObjectId> found = new HashSet<>(Set.of(one.id));
        Deque<Unit> next = new ArrayDeque<>(List.of(one));
        while (!next.isEmpty()) {
            Unit unit = next.pop();
            Stream.concat(unit.needs.stream(), unit.mentions.stream())
                    .flatMap(id -> Stream.ofNullable(open.get(id)))
                    .filter(other -> found.add(other.id))
                    .forEach(next::push);
        }
        return found;
    }
}
