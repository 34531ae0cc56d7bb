package io.evolua.engine.selection;

import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.Privilege;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The objects beside tables of a target of which only a part is wanted. */
public final class KeptObjects {

    private KeptObjects() {}

    /** What {@code from} has and the target has not; nothing where one side cannot say what it has. */
    public static SortedSet<ObjectId> surplus(Schema from, Schema to) {
        NavigableSet<ObjectId> ids = new TreeSet<>();
        if (from.objects().known() && to.objects().known()) {
            ids.addAll(from.objects().all().keySet());
            ids.removeAll(to.objects().all().keySet());
        }
        return ids;
    }

    /**
     * The target's objects, with those of {@code from} in place of what is not wanted.
     *
     * @return unchanged where one side cannot say what it has
     */
    public static SchemaObjects of(Schema from, Schema to, Predicate<ObjectId> wanted) {
        SchemaObjects old = from.objects();
        SchemaObjects now = to.objects();
        if (!old.known() || !now.known()) {
            return now;
        }
        NavigableMap<ObjectId, DatabaseObject> all = new TreeMap<>(now.all());
        all.keySet().removeIf(id -> !wanted.test(id));
        old.all().forEach((id, object) -> {
            if (!wanted.test(id)) {
                all.put(id, object);
            }
        });
        NavigableSet<Dependency> dependencies = new TreeSet<>(now.dependencies());
        old.dependencies().stream()
                .filter(dependency -> !wanted.test(dependency.dependent()))
                .forEach(dependencies::add);
        NavigableSet<Privilege> privileges = new TreeSet<>(now.privileges());
        privileges.removeIf(privilege -> !wanted.test(privilege.on()));
        if (now.privilegesKnown()) {
            old.privileges().stream()
                    .filter(privilege -> !wanted.test(privilege.on()))
                    .forEach(privileges::add);
        }
        return new SchemaObjects(true, now.privilegesKnown(), all, dependencies, privileges);
    }
}
