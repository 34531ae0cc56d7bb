package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What renames mean of types, views and routines. */
final class ObjectRenames {

    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.TYPE, Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.FUNCTION, Kind.PROCEDURE);

    private final Schema from;
    private final Schema to;
    private final RenameCheck check;

    ObjectRenames(Schema from, Schema to, RenameCheck check) {
        this.from = from;
        this.to = to;
        this.check = check;
    }

    /** All that go by the name. */
    List<ObjectId> named(QualifiedName name) {
        return objects(from, name);
    }

    /** What the target has no more. */
    List<ObjectId> gone() {
        return from.objects().all().keySet().stream()
                .filter(id -> KINDS.contains(id.kind()) && to.objects().get(id).isEmpty())
                .toList();
    }

    /**
     * Of routines all of the name that the target has under the new one.
     *
     * @throws io.evolua.engine.UsageException if there is none that can be renamed so
     */
    List<RenameObject> of(Rename wish, QualifiedName name) {
        List<ObjectId> named = named(name);
        QualifiedName now = RenameCheck.newName(wish, named.get(0).toString(), name);
        List<ObjectId> moved = named.stream()
                .filter(id -> to.objects().get(id).isEmpty() && isThere(id, now))
                .toList();
        // Where none can be renamed, the first serves to say why.
        for (ObjectId id : moved.isEmpty() ? named.subList(0, 1) : moved) {
            ObjectId renamed = RenameObject.renamed(id, now);
            if (moved.isEmpty() || to.objects().get(renamed).isPresent()) {
                check.sides(wish, "", ids(from, id.kind()), ids(to, id.kind()), id, renamed);
            } else {
                check.sayOnce(wish, "", id, renamed);
            }
        }
        return moved.stream()
                .map(id -> RenameObject.of(from.objects().get(id).orElseThrow(), now))
                .toList();
    }

    /** The one routine of a name may have arguments of renamed types; others are told by their arguments. */
    private boolean isThere(ObjectId id, QualifiedName now) {
        ObjectId renamed = RenameObject.renamed(id, now);
        return to.objects().get(renamed).isPresent()
                || (id.kind().routine()
                        && named(id.name()).size() == 1
                        && objects(to, now).stream()
                                        .filter(other -> other.kind() == id.kind())
                                        .count()
                                == 1);
    }

    private static List<ObjectId> objects(Schema schema, QualifiedName name) {
        return schema.objects().all().keySet().stream()
                .filter(id -> KINDS.contains(id.kind()) && id.name().equals(name))
                .toList();
    }

    private static Set<ObjectId> ids(Schema schema, Kind kind) {
        return schema.objects().all().keySet().stream()
                .filter(id -> id.kind() == kind)
                .collect(Collectors.toSet());
    }
}
