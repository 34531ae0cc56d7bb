package io.evolua.engine.change;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds out what renames mean: of which kind the object is, and whether the two sides have it under the names that were
 * said. They are carried out before everything else, so that the rest is compared under the new names.
 */
public final class Renames {

    private final Schema from;
    private final Schema to;
    private final Map<QualifiedName, QualifiedName> tables = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** First: their arguments may be of types and tables that are renamed as well. */
    private final List<Change> routines = new ArrayList<>();

    private final RenameCheck check = new RenameCheck();
    private final ObjectRenames objects;
    private final RenamedValues values;
    private final Map<QualifiedName, QualifiedName> types = new LinkedHashMap<>();

    private Renames(Schema from, Schema to) {
        this.from = from;
        this.to = to;
        this.objects = new ObjectRenames(from, to, check);
        this.values = new RenamedValues(from, to, check);
    }

    /**
     * The changes that carry out the renames: those of routines, those of tables and others, those of columns and of values.
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
        others.forEach(renames::part);
        renames.routines.addAll(renames.changes);
        return List.copyOf(renames.routines);
    }

    /** What is named after a renamed table or column, and is to be renamed along with it. */
    public static List<Change> following(List<Change> renames, Schema renamed, Schema to) {
        return new FollowingNames(renames, renamed, to).changes();
    }

    private boolean relation(Rename wish) {
        Optional<QualifiedName> name = RenameCheck.name(wish.from());
        boolean table = name.flatMap(from::table).isPresent();
        boolean sequence = name.filter(n -> from.sequences().containsKey(n)).isPresent();
        if (!table && !sequence) {
            return false;
        }
        if (isColumn(wish, name.get())) {
            return false;
        }
        QualifiedName old = name.get();
        QualifiedName now = RenameCheck.newName(wish, (table ? "table " : "sequence ") + old, old);
        if (table) {
            check.sides(wish, "table ", from.tables().keySet(), to.tables().keySet(), old, now);
            tables.put(old, now);
            changes.add(new RenameTable(old, now));
        } else {
            check.sides(
                    wish, "sequence ", from.sequences().keySet(), to.sequences().keySet(), old, now);
            changes.add(new RenameSequence(old, now));
        }
        return true;
    }

    private boolean object(Rename wish) {
        Optional<QualifiedName> name = RenameCheck.name(wish.from());
        if (name.isEmpty() || objects.named(name.get()).isEmpty() || isColumn(wish, name.get())) {
            return false;
        }
        for (RenameObject change : objects.of(wish, name.get())) {
            (change.from().kind().routine() ? routines : changes).add(change);
            if (change.from().kind() == ObjectId.Kind.TYPE) {
                types.put(change.from().name(), change.to());
            }
        }
        return true;
    }

    /** "a.b" is a table of schema a, and column b of table a: the new name tells. */
    private boolean isColumn(Rename wish, QualifiedName name) {
        return findColumn(wish.from()).isPresent()
                && RenameCheck.target(name, wish.to()).isEmpty();
    }

    private void part(Rename wish) {
        Optional<RenameValue> value = findColumn(wish.from()).isPresent() ? Optional.empty() : values.of(wish, types);
        value.ifPresentOrElse(changes::add, () -> column(wish));
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
        check.sides(wish, "column " + table + ".", before, after, id.column(), now);
        changes.add(new RenameColumn(table, id.column(), now));
    }

    private static String newColumn(Rename wish, QualifiedName oldTable, QualifiedName newTable) {
        List<String> parts = wish.to();
        if (parts.size() > 1) {
            Optional<QualifiedName> said = RenameCheck.name(parts.subList(0, parts.size() - 1));
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
        Optional<QualifiedName> said = RenameCheck.name(parts.subList(0, parts.size() - 1));
        QualifiedName old = tables.entrySet().stream()
                .filter(rename -> said.isPresent() && rename.getValue().equals(said.get()))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> said)
                .orElseThrow();
        return from.table(old).flatMap(t -> t.column(column)).map(c -> new ColumnId(old, column));
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
        objects.gone().forEach(id -> gone.add(id.name().toString()));
        return new UsageException("\"" + wish.text() + "\": there is no table, column, sequence, type, view or routine "
                + String.join(".", wish.from()) + "." + RenameCheck.list(" What the target has no more: ", gone));
    }
}
