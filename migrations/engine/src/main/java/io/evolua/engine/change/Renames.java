package io.evolua.engine.change;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> said = new HashSet<>();

    private Renames(Schema from, Schema to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The changes that carry out the renames, those of tables before those of their columns.
     *
     * @throws UsageException if a name is unknown, is still or already in use, or means objects of two kinds, with what
     *     could have been meant
     */
    public static List<Change> of(List<Rename> wishes, Schema from, Schema to) {
        Renames renames = new Renames(from, to);
        List<Rename> others = new ArrayList<>();
        for (Rename wish : wishes) {
            if (!renames.relation(wish)) {
                others.add(wish);
            }
        }
        others.forEach(renames::column);
        return List.copyOf(renames.changes);
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
        QualifiedName now = target(old, wish.to())
                .orElseThrow(
                        () -> new UsageException(
                                "\"" + wish.text() + "\" renames " + (table ? "table " : "sequence ") + old
                                        + " to what is no name of one in the same schema. Moving it to another schema is no rename."));
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
        return new UsageException("\"" + wish.text() + "\": there is no table, column or sequence "
                + String.join(".", wish.from()) + "." + list(" What the target has no more: ", gone));
    }

    private static String list(String label, Set<?> names) {
        return names.isEmpty()
                ? ""
                : label + String.join(", ", names.stream().map(Object::toString).toList()) + ".";
    }
}
