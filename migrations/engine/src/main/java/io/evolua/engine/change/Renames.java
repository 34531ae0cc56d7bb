package io.evolua.engine.change;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds out what renames mean: of which kind the object is, and whether the two sides have it under the names that were
 * said. They are carried out before everything else, so that the rest is compared under the new names.
 */
public final class Renames {

    private static final Set<Kind> OBJECTS =
            EnumSet.of(Kind.TYPE, Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.FUNCTION, Kind.PROCEDURE);

    private final Schema from;
    private final Schema to;
    private final Map<QualifiedName, QualifiedName> tables = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** First: their arguments may be of types and tables that are renamed as well. */
    private final List<Change> routines = new ArrayList<>();

    private final Set<String> said = new HashSet<>();

    private Renames(Schema from, Schema to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The changes that carry out the renames: those of routines, those of tables and others, those of columns.
     *
     * @throws UsageException if a name is unknown, is still or already in use, or means objects of two kinds, with what
     *     could have been meant
     */
    public static List<Change> of(List<Rename> wishes, Schema from, Schema to) {
        Renames renames = new Renames(from, to);
        List<Rename> others = new ArrayList<>();
        for (Rename wish : wishes) {
            if (!renames.relation(wish) && !renames.object(wish)) {
                others.add(wish);
            }
        }
        others.forEach(renames::column);
        renames.routines.addAll(renames.changes);
        return List.copyOf(renames.routines);
    }

    /** What is named after a renamed table or column, and is to be renamed along with it. */
    public static List<Change> following(List<Change> renames, Schema renamed, Schema to) {
        return new FollowingNames(renames, renamed, to).changes();
    }

    private boolean relation(Rename wish) {
        Optional<QualifiedName> name = name(wish.from());
        boolean table = name.flatMap(from::table).isPresent();
        boolean sequence = name.filter(n -> from.sequences().containsKey(n)).isPresent();
        if (!table && !sequence) {
            return false;
        }
        if (findColumn(wish.from()).isPresent() && target(name.get(), wish.to()).isEmpty()) {
            return false; // "a.b" is a table of schema a, and column b of table a: the new name tells.
        }
        QualifiedName old = name.get();
        QualifiedName now = newName(wish, (table ? "table " : "sequence ") + old, old);
        if (table) {
            check(wish, "table ", from.tables().keySet(), to.tables().keySet(), old, now);
            tables.put(old, now);
            changes.add(new RenameTable(old, now));
        } else {
            check(wish, "sequence ", from.sequences().keySet(), to.sequences().keySet(), old, now);
            changes.add(new RenameSequence(old, now));
        }
        return true;
    }

    /** Of routines all of one name that the target has under the new one. */
    private boolean object(Rename wish) {
        Optional<QualifiedName> name = name(wish.from());
        List<ObjectId> named = name.map(n -> objects(from, n)).orElse(List.of());
        if (named.isEmpty()
                || (findColumn(wish.from()).isPresent()
                        && target(name.get(), wish.to()).isEmpty())) {
            return false;
        }
        QualifiedName now = newName(wish, named.get(0).toString(), name.get());
        List<ObjectId> moved = named.stream()
                .filter(id -> to.objects().get(id).isEmpty() && isThere(id, now))
                .toList();
        // Where none can be renamed, the first serves to say why.
        for (ObjectId id : moved.isEmpty() ? named.subList(0, 1) : moved) {
            ObjectId renamed = RenameObject.renamed(id, now);
            if (moved.isEmpty() || to.objects().get(renamed).isPresent()) {
                check(wish, "", ids(from, id.kind()), ids(to, id.kind()), id, renamed);
            } else {
                sayOnce(wish, "", id, renamed);
            }
            Change change = RenameObject.of(from.objects().get(id).orElseThrow(), now);
            (id.kind().routine() ? routines : changes).add(change);
        }
        return true;
    }

    /** The one routine of a name may have arguments of renamed types; others are told by their arguments. */
    private boolean isThere(ObjectId id, QualifiedName now) {
        ObjectId renamed = RenameObject.renamed(id, now);
        return to.objects().get(renamed).isPresent()
                || (id.kind().routine()
                        && objects(from, id.name()).size() == 1
                        && objects(to, now).stream()
                                        .filter(other -> other.kind() == id.kind())
                                        .count()
                                == 1);
    }

    private static List<ObjectId> objects(Schema schema, QualifiedName name) {
        return schema.objects().all().keySet().stream()
                .filter(id -> OBJECTS.contains(id.kind()) && id.name().equals(name))
                .toList();
    }

    private static Set<ObjectId> ids(Schema schema, Kind kind) {
        return schema.objects().all().keySet().stream()
                .filter(id -> id.kind() == kind)
                .collect(Collectors.toSet());
    }

    private static QualifiedName newName(Rename wish, String what, QualifiedName old) {
        return target(old, wish.to())
                .orElseThrow(() -> new UsageException("\"" + wish.text() + "\" renames " + what
                        + " to what is no name of one in the same schema. Moving it to another schema is no rename."));
    }

    private static Optional<QualifiedName> target(QualifiedName old, List<String> parts) {
        if (parts.size() == 1) {
            return Optional.of(old.sibling(parts.get(0)));
        }
        return name(parts).filter(now -> now.schema().equals(old.schema()));
    }

    private <T extends Comparable<T>> void check(Rename wish, String kind, Set<T> olds, Set<T> after, T old, T now) {
        TreeSet<T> news = new TreeSet<>(after);
        if (news.contains(old)) {
            throw new UsageException(
                    "\"" + wish.text() + "\": the target still has " + kind + old + ", so that it is not renamed.");
        }
        if (!news.contains(now)) {
            news.removeAll(olds);
            throw new UsageException(
                    "\"" + wish.text() + "\": the target has no " + kind + now + "." + list(" New there: ", news));
        }
        if (olds.contains(now)) {
            throw new UsageException("\"" + wish.text() + "\": there is a " + kind + now
                    + " already, so that nothing can get its name.");
        }
        sayOnce(wish, kind, old, now);
    }

    private void sayOnce(Rename wish, String kind, Object old, Object now) {
        if (!said.add(kind + "from " + old) || !said.add(kind + "to " + now)) {
            throw new UsageException("\"" + wish.text() + "\": one of the two is named by another rename as well.");
        }
    }

    private void column(Rename wish) {
        ColumnId id = findColumn(wish.from()).orElseThrow(() -> unknown(wish));
        QualifiedName table = tables.getOrDefault(id.table(), id.table());
        String now = newColumn(wish, id.table(), table);
        if (to.table(table).isEmpty()) {
            throw new UsageException("\"" + wish.text() + "\": the target has no table " + table
                    + ". If it is renamed as well, say so: --rename " + table + "=…");
        }
        TreeSet<String> before = new TreeSet<>();
        from.table(id.table()).ifPresent(t -> t.columns().forEach(c -> before.add(c.name())));
        TreeSet<String> after = new TreeSet<>();
        to.table(table).ifPresent(t -> t.columns().forEach(c -> after.add(c.name())));
        check(wish, "column " + table + ".", before, after, id.column(), now);
        changes.add(new RenameColumn(table, id.column(), now));
    }

    private static String newColumn(Rename wish, QualifiedName oldTable, QualifiedName newTable) {
        List<String> parts = wish.to();
        if (parts.size() > 1) {
            Optional<QualifiedName> said = name(parts.subList(0, parts.size() - 1));
            if (said.filter(t -> t.equals(oldTable) || t.equals(newTable)).isEmpty()) {
                throw new UsageException("\"" + wish.text() + "\" renames a column of " + oldTable
                        + " to what is no column of it. Write " + String.join(".", wish.from()) + "=name.");
            }
        }
        return parts.get(parts.size() - 1);
    }

    private record ColumnId(QualifiedName table, String column) {}

    /** The table may go by its old name, or by the one that another rename gives it. */
    private Optional<ColumnId> findColumn(List<String> parts) {
        if (parts.size() < 2) {
            return Optional.empty();
        }
        String column = parts.get(parts.size() - 1);
        Optional<QualifiedName> said = name(parts.subList(0, parts.size() - 1));
        QualifiedName old = tables.entrySet().stream()
                .filter(rename -> said.isPresent() && rename.getValue().equals(said.get()))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> said)
                .orElseThrow();
        return from.table(old).flatMap(t -> t.column(column)).map(c -> new ColumnId(old, column));
    }

    private static Optional<QualifiedName> name(List<String> parts) {
        return switch (parts.size()) {
            case 1 -> Optional.of(QualifiedName.of(parts.get(0)));
            case 2 -> Optional.of(new QualifiedName(parts.get(0), parts.get(1)));
            default -> Optional.empty();
        };
    }

    private UsageException unknown(Rename wish) {
        TreeSet<String> gone = new TreeSet<>();
        from.tables().forEach((name, table) -> {
            Optional<Table> now = to.table(tables.getOrDefault(name, name));
            if (now.isEmpty()) {
                gone.add(name.toString());
            }
            now.ifPresent(t -> table.columns().stream()
                    .filter(column -> t.column(column.name()).isEmpty())
                    .forEach(column -> gone.add(name + "." + column.name())));
        });
        from.sequences().keySet().stream()
                .filter(name -> !to.sequences().containsKey(name))
                .forEach(name -> gone.add(name.toString()));
        from.objects().all().keySet().stream()
                .filter(id ->
                        OBJECTS.contains(id.kind()) && to.objects().get(id).isEmpty())
                .forEach(id -> gone.add(id.name().toString()));
        return new UsageException("\"" + wish.text() + "\": there is no table, column, sequence, type, view or routine "
                + String.join(".", wish.from()) + "." + list(" What the target has no more: ", gone));
    }

    private static String list(String label, Set<?> names) {
        return names.isEmpty()
                ? ""
                : label + String.join(", ", names.stream().map(Object::toString).toList()) + ".";
    }
}
