package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DefinedObject;
import io.evolua.engine.schema.Extension;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.MaterializedView;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The differences in the objects beside tables, laid around the tables' own changes.
 *
 * <p>Before the tables change, all is dropped that goes, or that would be in their way; after, all is made that comes, or
 * was in the way. Only what tables themselves lean on (extensions, types, routines in defaults, checks and indexes) comes
 * before and goes after them. Where such a routine must be made anew, what leans on it is taken off the tables meanwhile.
 */
final class ObjectDiff {

    private final Schema from;
    private final Schema to;
    private final DependencyGraph before;
    private final DependencyGraph after;
    private final SortedMap<ObjectId, DatabaseObject> dropped;
    private final SortedMap<ObjectId, DatabaseObject> created;

    /** On both sides, dropped at first and made at last. */
    private final SortedSet<ObjectId> recreated = new TreeSet<>();

    private final SortedSet<ObjectId> strippedBefore = new TreeSet<>();
    private final SortedSet<ObjectId> strippedAfter = new TreeSet<>();
    private final SortedSet<ObjectId> droppedFirst = new TreeSet<>();
    private final SortedSet<ObjectId> createdLast = new TreeSet<>();

    ObjectDiff(Schema from, Schema to) {
        this.from = from;
        this.to = to;
        this.before = new DependencyGraph(from);
        this.after = new DependencyGraph(to);
        this.dropped = new TreeMap<>(from.objects().all());
        dropped.keySet().removeAll(to.objects().all().keySet());
        this.created = new TreeMap<>(to.objects().all());
        created.keySet().removeAll(from.objects().all().keySet());
        SortedSet<ObjectId> movedBefore = Moved.seenFrom(from, to);
        SortedSet<ObjectId> movedAfter = Moved.seenFrom(to, from);
        recreate(movedBefore);
        droppedFirst.addAll(outermost(dropped, before, movedBefore, strippedBefore));
        createdLast.addAll(outermost(created, after, movedAfter, strippedAfter));
        stripWhatLeansOnAlteredTypes();
    }

    /** The tables' side of the old schema while they are changed. */
    Schema strippedFrom() {
        return TableParts.without(from, strippedBefore);
    }

    Schema strippedTo() {
        return TableParts.without(to, strippedAfter);
    }

    private void recreate(SortedSet<ObjectId> moved) {
        for (DatabaseObject old : from.objects().all().values()) {
            to.objects().get(old.id()).filter(now -> !canBeAltered(old, now)).ifPresent(now -> recreated.add(old.id()));
        }
        SortedSet<ObjectId> causes = new TreeSet<>(moved);
        causes.addAll(dropped.keySet());
        causes.addAll(recreated);
        for (ObjectId id : before.withDependents(causes)) {
            // Types never step aside: they are altered where they are.
            if (id.kind() != Kind.TYPE
                    && to.objects().get(id).isPresent()
                    && from.objects().get(id).isPresent()) {
                recreated.add(id);
            }
        }
    }

    private static boolean canBeAltered(DatabaseObject old, DatabaseObject now) {
        DatabaseObject then = now.withDetails(old.details());
        if (old.equals(then) || old instanceof Extension || old.id().kind() == Kind.TYPE) {
            return true;
        }
        if (old instanceof MaterializedView a && then instanceof MaterializedView b) {
            return a.definition().equals(b.definition());
        }
        return old instanceof DefinedObject a && then instanceof DefinedObject b && a.replaceableBy(b);
    }

    /**
     * Those of the objects that are not needed by the tables while they change. What tables need and what itself cannot
     * be there then is among them too; then the tables' parts are {@code stripped}.
     */
    private SortedSet<ObjectId> outermost(
            SortedMap<ObjectId, DatabaseObject> objects,
            DependencyGraph graph,
            SortedSet<ObjectId> moved,
            SortedSet<ObjectId> stripped) {
        SortedSet<ObjectId> inner = graph.withNeeds(graph.dependents().stream()
                .filter(id -> id.kind().partOfTable() || id.kind() == Kind.COLUMN)
                .toList());
        SortedSet<ObjectId> movedOrMentioned = new TreeSet<>(moved);
        movedOrMentioned.addAll(recreated);
        for (ObjectId id : objects.keySet()) {
            if (graph.mentions(id).stream().anyMatch(other -> moved.contains(other))) {
                movedOrMentioned.add(id);
            }
        }
        SortedSet<ObjectId> blocked = graph.withDependents(movedOrMentioned);
        SortedSet<ObjectId> outer = new TreeSet<>();
        for (ObjectId id : objects.keySet()) {
            boolean base = id.kind() == Kind.EXTENSION || id.kind() == Kind.TYPE || inner.contains(id);
            if (!base || blocked.contains(id)) {
                outer.add(id);
            }
        }
        SortedSet<ObjectId> away = new TreeSet<>(outer);
        away.addAll(recreated);
        for (ObjectId id : graph.withDependents(away)) {
            if (id.kind().partOfTable()) {
                stripped.add(id);
            }
        }
        return outer;
    }

    /** A part that is not the same before and after cannot be put back unchanged once its type is altered. */
    private void stripWhatLeansOnAlteredTypes() {
        for (ObjectId type : alteredTypes()) {
            SortedSet<ObjectId> parts = new TreeSet<>(before.withDependents(Set.of(type)));
            parts.addAll(after.withDependents(Set.of(type)));
            for (ObjectId part : parts) {
                if (part.kind().partOfTable() && !TableParts.get(from, part).equals(TableParts.get(to, part))) {
                    strippedBefore.add(part);
                    strippedAfter.add(part);
                }
            }
        }
    }

    private List<ObjectId> alteredTypes() {
        return from.objects().all().values().stream()
                .filter(old -> old.id().kind() == Kind.TYPE)
                .filter(old -> to.objects()
                        .get(old.id())
                        .filter(now -> !now.withDetails(old.details()).equals(old))
                        .isPresent())
                .map(DatabaseObject::id)
                .toList();
    }

    void addTo(Plan plan) {
        SortedSet<ObjectId> first = new TreeSet<>(droppedFirst);
        first.addAll(recreated);
        first.addAll(strippedBefore);
        Change.invert(creations(from, before, first)).forEach(change -> plan.add(Phase.DROP_OBJECT, change));

        TypeDiff types = new TypeDiff(from, to, before, first, strippedFrom());
        SortedMap<ObjectId, List<Change>> base = units(to, without(created.keySet(), createdLast));
        for (ObjectId type : alteredTypes()) {
            base.put(type, List.of(types.change(type)));
        }
        ObjectOrder.of(base, after).forEach(change -> plan.add(Phase.CREATE_BASE, change));
        Change.invert(creations(from, before, without(dropped.keySet(), droppedFirst)))
                .forEach(change -> plan.add(Phase.DROP_BASE, change));

        SortedSet<ObjectId> last = new TreeSet<>(createdLast);
        last.addAll(recreated);
        last.addAll(strippedAfter);
        SortedMap<ObjectId, List<Change>> units = units(to, last);
        for (DatabaseObject old : from.objects().all().values()) {
            if (!recreated.contains(old.id())) {
                to.objects().get(old.id()).ifPresent(now -> alter(units, old, now));
            }
        }
        ObjectOrder.of(units, after).forEach(change -> plan.add(Phase.CREATE_OBJECT, change));
        PrivilegeDiff.addTo(
                plan,
                from.objects().privileges(),
                to.objects().privileges(),
                id -> recreated.contains(id) || !Moved.exists(to, id),
                id -> recreated.contains(id) || !Moved.exists(from, id));
    }

    private static SortedSet<ObjectId> without(Set<ObjectId> ids, Set<ObjectId> others) {
        SortedSet<ObjectId> rest = new TreeSet<>(ids);
        rest.removeAll(others);
        return rest;
    }

    private static void alter(SortedMap<ObjectId, List<Change>> units, DatabaseObject old, DatabaseObject now) {
        List<Change> changes = new ArrayList<>();
        if (old instanceof DefinedObject a && now instanceof DefinedObject b) {
            DefinedObject then = b.withDetails(a.details());
            if (!a.equals(then)) {
                changes.add(new ReplaceObject(a, then));
            }
        }
        if (old instanceof MaterializedView a && now instanceof MaterializedView b) {
            Matching<Index> indexes = Matching.of(a.indexes(), b.indexes(), Set.of(), Set.of());
            indexes.removed().forEach(index -> changes.add(new DropIndex(a.name(), index)));
            for (Matching.Pair<Index> pair : indexes.pairs()) {
                if (pair.renamed()) {
                    changes.add(new RenameIndex(
                            a.name(), pair.from().name(), pair.to().name()));
                }
                Index renamed = pair.from().named(pair.to().name());
                if (!renamed.equals(pair.to())) {
                    changes.add(new AlterIndex(a.name(), renamed, pair.to()));
                }
            }
            indexes.added().forEach(index -> changes.add(new CreateIndex(a.name(), index)));
        }
        boolean altered = old.id().kind() == Kind.TYPE && !old.equals(now.withDetails(old.details()));
        if (!altered) {
            changes.addAll(SetDetail.between(old.details(), now.details()));
        }
        if (!changes.isEmpty()) {
            units.put(now.id(), changes);
        }
    }

    static List<Change> creations(Schema schema, DependencyGraph graph, Set<ObjectId> ids) {
        return ObjectOrder.of(units(schema, ids), graph);
    }

    private static SortedMap<ObjectId, List<Change>> units(Schema schema, Set<ObjectId> ids) {
        SortedMap<ObjectId, List<Change>> units = new TreeMap<>();
        for (ObjectId id : ids) {
            units.put(
                    id,
                    schema.objects()
                            .get(id)
                            .map(object -> List.<Change>of(new CreateObject(object)))
                            .orElseGet(() -> TableParts.creation(schema, id)));
        }
        return units;
    }

    /** What the tables' changes do to that on which objects lean. */
    static final class Moved {

        private Moved() {}

        /** Sequences, tables, columns and constraints that one side has and the other has not, or has in another form. */
        static SortedSet<ObjectId> seenFrom(Schema one, Schema other) {
            SortedSet<ObjectId> moved = new TreeSet<>();
            if (one.objects().all().isEmpty()) {
                return moved; // Nothing leans on it.
            }
            for (QualifiedName sequence : one.sequences().keySet()) {
                if (!other.sequences().containsKey(sequence)) {
                    moved.add(ObjectId.of(Kind.SEQUENCE, sequence));
                }
            }
            for (Table own : one.tables().values()) {
                // What objects lean on may be the parent's, and changes with it.
                Table table = one.flat(own);
                Optional<Table> counterpart = other.table(table.name()).map(other::flat);
                if (counterpart.filter(table::equals).isPresent()) {
                    continue;
                }
                if (counterpart.isEmpty()) {
                    moved.add(ObjectId.table(table.name()));
                }
                for (Column column : table.columns()) {
                    boolean stays = counterpart
                            .flatMap(t -> t.column(column.name()))
                            .filter(c -> c.type().text().equals(column.type().text())
                                    && c.generated().equals(column.generated()))
                            .isPresent();
                    if (!stays) {
                        moved.add(ObjectId.column(table.name(), column.name()));
                    }
                }
                table.parts()
                        .filter(part ->
                                counterpart.stream().flatMap(Table::parts).noneMatch(p -> Matching.alike(part, p)))
                        .map(Named::name)
                        .forEach(name -> moved.add(new ObjectId(Kind.CONSTRAINT, table.name(), name)));
            }
            return moved;
        }

        static boolean exists(Schema schema, ObjectId id) {
            return switch (id.kind()) {
                case SCHEMA ->
                    id.name().inDefaultSchema()
                            || schema.namespaces().contains(id.name().schema());
                case TABLE -> schema.table(id.name()).isPresent();
                case COLUMN ->
                    schema.table(id.name())
                                    .flatMap(table -> schema.flat(table).column(id.detail()))
                                    .isPresent()
                            || schema.objects().all().keySet().stream()
                                    .anyMatch(o -> o.name().equals(id.name())
                                            && !o.kind().ofTable());
                case SEQUENCE -> schema.sequences().containsKey(id.name());
                default -> schema.objects().get(id).isPresent();
            };
        }
    }
}
