package io.evolua.engine.change;

import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.Privilege;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Both sides of a comparison. Where one side cannot say which other objects or privileges there are, it is taken to have
 * those of the other, as far as its tables allow.
 */
record Sides(Schema from, Schema to) {

    static Sides of(Schema from, Schema to) {
        return new Sides(completed(from, to), completed(to, from));
    }

    private static Schema completed(Schema one, Schema other) {
        SchemaObjects own = one.objects();
        SchemaObjects others = other.objects();
        Schema whole = one;
        if (!own.known() && others.known()) {
            SortedMap<ObjectId, DatabaseObject> all = possible(one, other);
            all.putAll(own.all());
            SortedSet<Dependency> dependencies = new TreeSet<>(others.dependencies());
            dependencies.addAll(own.dependencies());
            whole = whole.withObjects(
                    new SchemaObjects(true, own.privilegesKnown(), all, dependencies, own.privileges()));
        }
        if (!own.privilegesKnown() && others.privilegesKnown()) {
            whole = whole.withObjects(withPrivileges(whole, others));
        }
        return whole;
    }

    private static SchemaObjects withPrivileges(Schema whole, SchemaObjects others) {
        SortedSet<Privilege> privileges = new TreeSet<>(others.privileges());
        privileges.removeIf(privilege -> !ObjectDiff.Moved.exists(whole, privilege.on()));
        SchemaObjects objects = whole.objects();
        return new SchemaObjects(objects.known(), true, objects.all(), objects.dependencies(), privileges);
    }

    /** Those objects of the other side that lean on nothing which is not here. */
    private static SortedMap<ObjectId, DatabaseObject> possible(Schema one, Schema other) {
        Set<ObjectId> missing = new TreeSet<>();
        other.tables().values().forEach(table -> {
            if (one.table(table.name()).isEmpty()) {
                missing.add(ObjectId.table(table.name()));
            }
            other.flat(table).columns().stream()
                    .map(column -> ObjectId.column(table.name(), column.name()))
                    .filter(id -> one.table(id.name())
                            .flatMap(t -> one.flat(t).column(id.detail()))
                            .isEmpty())
                    .forEach(missing::add);
        });
        SortedMap<ObjectId, DatabaseObject> objects =
                new TreeMap<>(other.objects().all());
        objects.keySet().removeAll(new DependencyGraph(other).withDependents(missing));
        return objects;
    }
}
