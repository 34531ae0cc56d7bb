package io.evolua.engine.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The objects beside tables and sequences, with what they depend on and who may use them.
 *
 * @param known false if this side cannot say which objects there are besides those that it names, as entities cannot; the
 *     others are then not compared
 * @param privilegesKnown false likewise for {@code privileges}
 * @param all by id
 * @param dependencies among objects and parts of tables, as far as an object is at one end
 */
public record SchemaObjects(
        boolean known,
        boolean privilegesKnown,
        SortedMap<ObjectId, DatabaseObject> all,
        SortedSet<Dependency> dependencies,
        SortedSet<Privilege> privileges) {

    private static final SchemaObjects NONE = of(List.of(), new TreeSet<>(), new TreeSet<>());
    private static final SchemaObjects UNKNOWN =
            new SchemaObjects(false, false, new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    public SchemaObjects {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
        dependencies = Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
        privileges = Collections.unmodifiableSortedSet(new TreeSet<>(privileges));
    }

    /** There are none. */
    public static SchemaObjects none() {
        return NONE;
    }

    /** Nobody knows. */
    public static SchemaObjects unknown() {
        return UNKNOWN;
    }

    /** These, and nobody knows which others. */
    public static SchemaObjects atLeast(
            Collection<? extends DatabaseObject> objects, SortedSet<Dependency> dependencies) {
        SchemaObjects these = of(objects, dependencies, new TreeSet<>());
        return new SchemaObjects(false, false, these.all, these.dependencies, these.privileges);
    }

    /** All there are. */
    public static SchemaObjects of(
            Collection<? extends DatabaseObject> objects,
            SortedSet<Dependency> dependencies,
            SortedSet<Privilege> privileges) {
        SortedMap<ObjectId, DatabaseObject> all = new TreeMap<>();
        objects.forEach(object -> all.put(object.id(), object));
        return new SchemaObjects(true, true, all, dependencies, privileges);
    }

    public Optional<DatabaseObject> get(ObjectId id) {
        return Optional.ofNullable(all.get(id));
    }

    public SchemaObjects withPrivilegesUnknown() {
        return new SchemaObjects(known, false, all, dependencies, new TreeSet<>());
    }

    /** The same with these extensions instead of those that are there. */
    public SchemaObjects withExtensions(Collection<Extension> extensions) {
        SortedMap<ObjectId, DatabaseObject> others = new TreeMap<>(all);
        others.keySet().removeIf(id -> id.kind() == ObjectId.Kind.EXTENSION);
        extensions.forEach(extension -> others.put(extension.id(), extension));
        return new SchemaObjects(known, privilegesKnown, others, dependencies, privileges);
    }
}
