package io.evolua.engine.selection;

import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.Privilege;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import io.evolua.engine.schema.Table;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The objects beside tables of a {@link PartialTarget}. */
final class KeptObjects {

    private final Schema from;
    private final SchemaObjects old;
    private final SchemaObjects now;
    private final Predicate<ObjectId> wanted;
    private final NavigableMap<ObjectId, DatabaseObject> all;

    KeptObjects(Schema from, Schema to, Predicate<SchemaObject> wanted) {
        this.from = from;
        this.old = from.objects();
        this.now = to.objects();
        this.wanted = id -> wanted.test(SchemaObject.of(id));
        this.all = new TreeMap<>(now.all());
    }

    /**
     * The target's objects, with those of the other side in place of what is not wanted; unchanged where one side cannot
     * say what it has.
     *
     * @param tables the target's tables; what is kept and needs something that goes is not kept
     */
    SchemaObjects above(Map<QualifiedName, Table> tables) {
        if (!old.known() || !now.known()) {
            return now;
        }
        all.keySet().removeIf(id -> !wanted.test(id));
        old.all().forEach((id, object) -> {
            if (!wanted.test(id)) {
                all.put(id, object);
            }
        });
        while (all.keySet().removeIf(id -> !wanted.test(id) && !stands(id, tables))) {
            // What needs what has just gone goes next.
        }
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

    private boolean stands(ObjectId id, Map<QualifiedName, Table> tables) {
        boolean hasTable = !id.kind().ofTable() || !goes(ObjectId.table(id.name()), tables);
        return hasTable
                && old.dependencies().stream()
                        .filter(dependency -> dependency.dependent().equals(id))
                        .noneMatch(dependency -> goes(dependency.on(), tables));
    }

    private boolean goes(ObjectId id, Map<QualifiedName, Table> tables) {
        Optional<Table> before = from.table(id.name());
        Optional<Table> after = Optional.ofNullable(tables.get(id.name()));
        return switch (id.kind()) {
            case TABLE -> before.isPresent() && after.isEmpty();
            case COLUMN ->
                before.flatMap(t -> t.column(id.detail())).isPresent()
                        && after.flatMap(t -> t.column(id.detail())).isEmpty();
            default -> old.all().containsKey(id) && !all.containsKey(id);
        };
    }
}
