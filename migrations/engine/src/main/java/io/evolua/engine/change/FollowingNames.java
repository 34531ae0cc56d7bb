package io.evolua.engine.change;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.NamingConvention.Kind;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names by convention of what belongs to a renamed table or column: they follow where the target has them. */
final class FollowingNames {

    private static final String NUMBER = "\\d{0,3}";

    private final Schema renamed;
    private final Schema to;

    /** By their new names, the old ones of tables and of columns. */
    private final Map<QualifiedName, QualifiedName> oldTables = new TreeMap<>();

    private final Map<QualifiedName, Map<String, String>> oldColumns = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();

    FollowingNames(List<Change> renames, Schema renamed, Schema to) {
        this.renamed = renamed;
        this.to = to;
        for (Change change : renames) {
            if (change instanceof RenameTable table) {
                oldTables.put(table.to(), table.from());
            } else if (change instanceof RenameColumn column) {
                oldColumns.computeIfAbsent(column.table(), t -> new TreeMap<>()).put(column.to(), column.from());
            }
        }
        renamed.tables().values().forEach(table -> parts(table).forEach(part -> taken.add(part.name())));
        renamed.tables().keySet().forEach(name -> taken.add(name.name()));
        renamed.sequences().keySet().forEach(name -> taken.add(name.name()));
    }

    List<Change> changes() {
        Set<QualifiedName> touched = new TreeSet<>(oldTables.keySet());
        touched.addAll(oldColumns.keySet());
        List<Change> changes = new ArrayList<>();
        for (QualifiedName name : touched) {
            Optional<Table> now = renamed.table(name);
            Optional<Table> target = to.table(name);
            if (now.isPresent() && target.isPresent()) {
                parts(now.get()).forEach(part -> follow(changes, now.get(), target.get(), part));
            }
        }
        renamed.sequences().values().forEach(sequence -> follow(changes, sequence));
        return changes;
    }

    private static List<Named> parts(Table table) {
        List<Named> parts = new ArrayList<>();
        table.primaryKey().ifPresent(parts::add);
        for (Collection<? extends Named> some :
                List.of(table.uniques(), table.foreignKeys(), table.checks(), table.indexes())) {
            parts.addAll(some);
        }
        return parts;
    }

    private void follow(List<Change> changes, Table table, Table target, Named part) {
        for (List<String> columns : columns(table, part)) {
            Kind kind = kind(part);
            Optional<String> name = newName(
                    part.name(),
                    conventional(kind, oldTable(table.name()), oldColumns(table.name(), columns)),
                    conventional(kind, table.name(), columns));
            boolean wanted = name.isPresent()
                    && parts(target).stream()
                            .anyMatch(p -> kind(p) == kind && p.name().equals(name.get()));
            if (wanted && taken.add(name.get())) {
                changes.add(
                        part instanceof Index
                                ? new RenameIndex(table.name(), part.name(), name.get())
                                : new RenameConstraint(table.name(), part.name(), name.get()));
                return;
            }
        }
    }

    private void follow(List<Change> changes, Sequence sequence) {
        Optional<Sequence.Owner> owner =
                sequence.ownedBy().filter(o -> oldTables.containsKey(o.table()) || oldColumns.containsKey(o.table()));
        if (owner.isEmpty() || to.sequences().containsKey(sequence.name())) {
            return;
        }
        QualifiedName table = owner.get().table();
        String column = owner.get().column();
        newName(
                        sequence.name().name(),
                        NamingConvention.sequence(oldTable(table).name(), oldColumn(table, column)),
                        NamingConvention.sequence(table.name(), column))
                .map(sequence.name()::sibling)
                .filter(name -> to.sequences().containsKey(name))
                .filter(name -> taken.add(name.name()))
                .ifPresent(name -> changes.add(new RenameSequence(sequence.name(), name)));
    }

    /** Also with the number that PostgreSQL puts behind a name that is taken. */
    private static Optional<String> newName(String actual, String oldConvention, String newConvention) {
        if (!actual.startsWith(oldConvention) || oldConvention.equals(newConvention)) {
            return Optional.empty();
        }
        String number = actual.substring(oldConvention.length());
        return number.matches(NUMBER) ? Optional.of(newConvention + number) : Optional.empty();
    }

    private static String conventional(Kind kind, QualifiedName table, List<String> columns) {
        return NamingConvention.choose(kind, table.name(), columns, name -> false);
    }

    private QualifiedName oldTable(QualifiedName table) {
        return oldTables.getOrDefault(table, table);
    }

    private String oldColumn(QualifiedName table, String column) {
        return oldColumns.getOrDefault(table, Map.of()).getOrDefault(column, column);
    }

    private List<String> oldColumns(QualifiedName table, List<String> columns) {
        return columns.stream().map(column -> oldColumn(table, column)).toList();
    }

    private static Kind kind(Named part) {
        if (part instanceof PrimaryKey) {
            return Kind.PRIMARY_KEY;
        }
        if (part instanceof UniqueConstraint) {
            return Kind.UNIQUE;
        }
        if (part instanceof ForeignKey) {
            return Kind.FOREIGN_KEY;
        }
        return part instanceof Check ? Kind.CHECK : Kind.INDEX;
    }

    /** What the name may be made of; a check is named after a column of its own, or after none. */
    private static List<List<String>> columns(Table table, Named part) {
        if (part instanceof UniqueConstraint unique) {
            return List.of(unique.columns());
        }
        if (part instanceof ForeignKey key) {
            return List.of(key.columns());
        }
        if (part instanceof Index index) {
            return List.of(index.keys().stream().map(Index.Key::expression).toList());
        }
        if (part instanceof PrimaryKey) {
            return List.of(List.of());
        }
        List<List<String>> each = new ArrayList<>();
        table.columns().forEach(column -> each.add(List.of(column.name())));
        each.add(List.of());
        return each;
    }
}
