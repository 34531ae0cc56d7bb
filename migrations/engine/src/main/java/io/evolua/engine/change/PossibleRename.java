package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.CompositeType;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DefinedObject;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.MaterializedView;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A removal and an addition that look like one object under a new name. Only a person can tell.
 *
 * @param kind {@code table}, {@code column}, {@code sequence}, {@code type}, {@code value}, {@code view}, {@code function} …
 * @param from the old name as {@code --rename} takes it
 * @param to the new name, likewise
 * @param removal the change that would not be made, or not so
 */
public record PossibleRename(String kind, String from, String to, Change removal) {

    private static final Pattern PLAIN = Pattern.compile("[^\".=]+");

    /** The pairs among the changes, each change in one at most, in the order of the removals. */
    public static List<PossibleRename> in(List<Change> changes) {
        List<PossibleRename> found = new ArrayList<>();
        List<Change> additions = new ArrayList<>(changes);
        for (Change removal : changes) {
            if (removal instanceof AlterType alter) {
                found.addAll(values(alter));
            }
            additions.stream()
                    .filter(addition -> isLike(removal, addition) && !stepsAside(removal, addition, changes))
                    .min((a, b) -> Integer.compare(distance(removal, a), distance(removal, b)))
                    .ifPresent(addition -> {
                        additions.remove(addition);
                        found.add(new PossibleRename(kind(removal), name(removal), name(addition), removal));
                    });
        }
        return found;
    }

    private static List<PossibleRename> values(AlterType change) {
        if (!(change.from() instanceof EnumType old) || !(change.to() instanceof EnumType now)) {
            return List.of();
        }
        String type = name(now.name()) + ".";
        return RenamedValues.possible(old, now).entrySet().stream()
                .map(pair ->
                        new PossibleRename("value", type + part(pair.getKey()), type + part(pair.getValue()), change))
                .toList();
    }

    /** {@code users.mail=users.email}. */
    public String option() {
        return from + "=" + to;
    }

    /** The question for a person, without the ways to answer. */
    public String question() {
        return "Is " + kind + " " + to + " the renamed " + from + "?";
    }

    /** The same as a statement, with what to do. */
    public String hint() {
        return "Possible rename: " + kind + " " + from + " to " + to + "; if so: --rename " + option();
    }

    private static boolean isLike(Change removal, Change addition) {
        if (removal instanceof DropColumn drop && addition instanceof AddColumn add) {
            return drop.table().equals(add.table()) && isLike(drop.column(), add.column());
        }
        if (removal instanceof DropTable drop && addition instanceof CreateTable create) {
            return isLike(drop.table(), create.table());
        }
        if (removal instanceof DropSequence drop && addition instanceof CreateSequence create) {
            return isLike(drop.sequence(), create.sequence());
        }
        if (removal instanceof DropObject drop && addition instanceof CreateObject create) {
            return drop.object()
                            .id()
                            .name()
                            .schema()
                            .equals(create.object().id().name().schema())
                    && isLike(drop.object(), create.object());
        }
        return false;
    }

    /** An object that is made anew under its own name is none that was renamed. */
    private static boolean stepsAside(Change removal, Change addition, List<Change> all) {
        return removal instanceof DropObject drop
                && addition instanceof CreateObject create
                && all.stream()
                        .anyMatch(change -> (change instanceof CreateObject other
                                        && other.object()
                                                .id()
                                                .equals(drop.object().id()))
                                || (change instanceof DropObject another
                                        && another.object()
                                                .id()
                                                .equals(create.object().id())));
    }

    private static boolean isLike(DatabaseObject old, DatabaseObject now) {
        if (old instanceof EnumType a && now instanceof EnumType b) {
            return a.values().equals(b.values());
        }
        if (old instanceof CompositeType a && now instanceof CompositeType b) {
            return a.attributes().equals(b.attributes());
        }
        if (old instanceof DomainType a && now instanceof DomainType b) {
            return a.baseType().equals(b.baseType())
                    && a.notNull() == b.notNull()
                    && a.defaultValue().equals(b.defaultValue())
                    && List.copyOf(a.checks().values())
                            .equals(List.copyOf(b.checks().values()));
        }
        if (old instanceof MaterializedView a && now instanceof MaterializedView b) {
            return a.definition().equals(b.definition());
        }
        return old instanceof DefinedObject a
                && now instanceof DefinedObject b
                && isWithName(a.id())
                && a.id().kind() == b.id().kind()
                && a.definition().equals(b.definition());
    }

    /** Triggers, rules and policies are not renamed. */
    private static boolean isWithName(ObjectId id) {
        return id.kind() == Kind.VIEW || id.kind().routine();
    }

    /** What was required may be optional; what was optional is not full enough to be required. */
    private static boolean isLike(Column old, Column now) {
        return old.type().text().equals(now.type().text())
                && (now.nullable() || !old.nullable())
                && old.identity().isPresent() == now.identity().isPresent()
                && old.generated().isPresent() == now.generated().isPresent();
    }

    /** More than half of the larger table's columns, and more than the key that most tables have. */
    private static boolean isLike(Table old, Table now) {
        long common = old.columns().stream()
                .filter(column -> now.column(column.name())
                        .filter(c -> c.type().text().equals(column.type().text()))
                        .isPresent())
                .count();
        int most = Math.max(old.columns().size(), now.columns().size());
        return old.name().schema().equals(now.name().schema()) && 2 * common > most && (common > 1 || most == 1);
    }

    private static boolean isLike(Sequence old, Sequence now) {
        return old.name().schema().equals(now.name().schema())
                && old.options().equals(now.options())
                && old.ownedBy().equals(now.ownedBy());
    }

    private static String kind(Change change) {
        if (change instanceof DropTable) {
            return "table";
        }
        if (change instanceof DropObject drop) {
            return drop.object().id().kind().sql();
        }
        return change instanceof DropColumn ? "column" : "sequence";
    }

    private static String name(Change change) {
        if (change instanceof DropTable drop) {
            return name(drop.table().name());
        }
        if (change instanceof CreateTable create) {
            return name(create.table().name());
        }
        if (change instanceof DropColumn drop) {
            return name(drop.table()) + "." + part(drop.column().name());
        }
        if (change instanceof AddColumn add) {
            return name(add.table()) + "." + part(add.column().name());
        }
        if (change instanceof DropSequence drop) {
            return name(drop.sequence().name());
        }
        if (change instanceof DropObject drop) {
            return name(drop.object().id().name());
        }
        if (change instanceof CreateObject create) {
            return name(create.object().id().name());
        }
        return change instanceof CreateSequence create ? name(create.sequence().name()) : change.describe();
    }

    private static String name(QualifiedName name) {
        return name.inDefaultSchema() ? part(name.name()) : part(name.schema()) + "." + part(name.name());
    }

    private static String part(String name) {
        return PLAIN.matcher(name).matches() && name.equals(name.strip())
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** How unlike the names are, in letters that one has and the other has not. */
    private static int distance(Change removal, Change addition) {
        List<Integer> old = new ArrayList<>(name(removal).chars().boxed().toList());
        List<Integer> now = new ArrayList<>(name(addition).chars().boxed().toList());
        now.removeIf(old::remove);
        return old.size() + now.size();
    }
}
