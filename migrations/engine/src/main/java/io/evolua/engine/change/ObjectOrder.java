package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

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
        SortedMap<ObjectId, Set<ObjectId>> open = new TreeMap<>();
        SortedMap<ObjectId, Set<ObjectId>> mentioned = new TreeMap<>();
        for (ObjectId unit : units.keySet()) {
            open.put(unit, units(graph.needs(unit), unit, units));
            mentioned.put(unit, units(graph.mentions(unit), unit, units));
        }
        List<Change> order = new ArrayList<>();
        Set<ObjectId> done = new HashSet<>();
        while (!open.isEmpty()) {
            ObjectId next = first(
                    open,
                    id -> done.containsAll(open.getOrDefault(id, Set.of()))
                            && done.containsAll(mentioned.getOrDefault(id, Set.of())),
                    id -> done.containsAll(open.getOrDefault(id, Set.of())));
            open.remove(next);
            done.add(next);
            order.addAll(units.getOrDefault(next, List.of()));
        }
        return order;
    }

    private static Set<ObjectId> units(Set<ObjectId> needed, ObjectId unit, Map<ObjectId, List<Change>> units) {
        Set<ObjectId> found = new TreeSet<>();
        for (ObjectId id : needed) {
            // A column comes with the expression that it is generated from.
            ObjectId part = id.kind() == Kind.COLUMN ? new ObjectId(Kind.DEFAULT, id.name(), id.detail()) : id;
            if (units.containsKey(part) && !part.equals(unit)) {
                found.add(part);
            }
        }
        return found;
    }

    @SafeVarargs
    private static ObjectId first(SortedMap<ObjectId, Set<ObjectId>> open, Predicate<ObjectId>... wishes) {
        for (Predicate<ObjectId> wish : wishes) {
            for (ObjectId id : open.keySet()) {
                if (wish.test(id)) {
                    return id;
                }
            }
        }
        return open.firstKey();
    }
}
