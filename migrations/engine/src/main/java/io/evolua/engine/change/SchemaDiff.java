package io.evolua.engine.change;

import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The comparison: from two schemas to the changes that lead from one to the other, in an order that works and is always
 * the same.
 */
public final class SchemaDiff {

    private final Schema from;
    private final Schema to;
    private final Plan plan = new Plan();
    private final Map<QualifiedName, RemadeColumns> remade = new HashMap<>();
    private final Rearranged rearranged;

    private SchemaDiff(Schema from, Schema to) {
        this.from = from;
        this.to = to;
        this.rearranged = new Rearranged(from, to);
    }

    /**
     * Compares texts as they stand; what only PostgreSQL can judge must have been made canonical before.
     *
     * @return empty exactly if the schemas are equal but for the order of columns, for names nobody chose, and for the
     *     numbers that seed rows begin with
     */
    public static List<Change> between(Schema from, Schema to) {
        Sides sides = Sides.of(from, KeptPartitions.of(from, to));
        ObjectDiff objects = new ObjectDiff(sides.from(), sides.to());
        SchemaDiff diff = new SchemaDiff(objects.strippedFrom(), objects.strippedTo());
        objects.addTo(diff.plan);
        diff.namespaces();
        diff.sequences();
        diff.tables();
        diff.seedRows();
        return diff.plan.inOrder();
    }

    private void namespaces() {
        for (String name : to.namespaces()) {
            if (!from.namespaces().contains(name)) {
                plan.add(Phase.CREATE_SCHEMA, new CreateSchema(name));
            }
        }
        for (String name : from.namespaces()) {
            if (!to.namespaces().contains(name)) {
                plan.add(Phase.DROP_SCHEMA, new DropSchema(name));
            }
        }
    }

    private void sequences() {
        for (Sequence sequence : to.sequences().values()) {
            Sequence old = from.sequences().get(sequence.name());
            if (old != null) {
                alterSequence(old, sequence);
            } else if (ownerExists(from, sequence)) {
                plan.add(Phase.CREATE_SEQUENCE, new CreateSequence(sequence));
            }
        }
        for (Sequence sequence : from.sequences().values()) {
            if (!to.sequences().containsKey(sequence.name()) && ownerExists(to, sequence)) {
                Sequence released = ownerIsRemade(sequence) ? release(sequence) : sequence;
                plan.add(Phase.DROP_SEQUENCE, new DropSequence(released));
            }
        }
    }

    /** A sequence whose owner comes or goes with it is part of that change. */
    private static boolean ownerExists(Schema schema, Sequence sequence) {
        return sequence.ownedBy()
                .map(owner -> schema.table(owner.table())
                        .flatMap(table -> table.column(owner.column()))
                        .isPresent())
                .orElse(true);
    }

    private boolean ownerIsRemade(Sequence sequence) {
        return sequence.ownedBy()
                .filter(owner -> remade(owner.table()).contains(owner.column()))
                .isPresent();
    }

    /** So that it does not go with its owner. */
    private Sequence release(Sequence sequence) {
        Sequence released = sequence.withoutOwner();
        plan.add(Phase.RELEASE, new AlterSequence(sequence, released));
        return released;
    }

    private void alterSequence(Sequence old, Sequence now) {
        if (old.ownedBy().equals(now.ownedBy())) {
            if (!old.equals(now)) {
                plan.add(Phase.CREATE_SEQUENCE, new AlterSequence(old, now));
            }
            return;
        }
        Sequence released = old.withoutOwner();
        Sequence free = now.withoutOwner();
        if (!old.equals(released)) {
            plan.add(Phase.RELEASE, new AlterSequence(old, released));
        }
        if (!released.equals(free)) {
            plan.add(Phase.CREATE_SEQUENCE, new AlterSequence(released, free));
        }
        if (!free.equals(now)) {
            plan.add(Phase.ATTACH_SEQUENCE, new AlterSequence(free, now));
        }
    }

    private void tables() {
        SortedMap<QualifiedName, Table> dropped = new TreeMap<>(from.tables());
        dropped.keySet().removeAll(to.tables().keySet());
        SortedMap<QualifiedName, Table> created = new TreeMap<>(to.tables());
        created.keySet().removeAll(from.tables().keySet());

        for (Change change : Change.invert(TableOrder.creations(dropped, onlyIn(from, to)))) {
            plan.add(change instanceof DropConstraint ? Phase.DROP_FOREIGN_KEY : Phase.DROP_TABLE, change);
        }
        Set<String> before = names(from);
        Set<String> after = names(to);
        for (Table table : to.tables().values()) {
            from.table(table.name())
                    .ifPresent(old -> tableDiff(old, table, before, after).addTo(plan));
        }
        for (Change change : TableOrder.creations(created, onlyIn(to, from))) {
            plan.add(change instanceof AddConstraint ? Phase.ADD_FOREIGN_KEY : Phase.CREATE_TABLE, change);
        }
    }

    /** Where the parents change, what is inherited on one side may be the table's own on the other. */
    private TableDiff tableDiff(Table old, Table now, Set<String> before, Set<String> after) {
        if (rearranged.contains(now.name())) {
            return new TableDiff(
                    rearranged.before(old, this::mustRecycle),
                    rearranged.after(now, this::mustRecycle),
                    this,
                    before,
                    after);
        }
        return old.options().inherits().equals(now.options().inherits())
                ? new TableDiff(old, now, this, before, after)
                : new TableDiff(from.flat(old), to.flat(now), this, before, after);
    }

    /** Also a row whose table goes: only so does the way back bring it. */
    private void seedRows() {
        for (SeedRow row : from.seedRows()) {
            if (!to.hasSeedRow(row)) {
                plan.add(Phase.DELETE_ROW, new DeleteRow(row));
            }
        }
        for (SeedRow row : to.seedRows()) {
            if (!from.hasSeedRow(row)) {
                plan.add(Phase.INSERT_ROW, new InsertRow(row));
            }
        }
    }

    /** The sequences that one side has and the other has not. */
    private static List<Sequence> onlyIn(Schema one, Schema other) {
        return one.sequences().values().stream()
                .filter(s -> !other.sequences().containsKey(s.name()))
                .toList();
    }

    boolean creates(QualifiedName sequence) {
        return to.sequences().containsKey(sequence) && !from.sequences().containsKey(sequence);
    }

    List<Sequence> ownedOnlyBefore(QualifiedName table, String column) {
        return owned(onlyIn(from, to), table, column);
    }

    List<Sequence> ownedOnlyAfter(QualifiedName table, String column) {
        return owned(onlyIn(to, from), table, column);
    }

    private static List<Sequence> owned(List<Sequence> sequences, QualifiedName table, String column) {
        Optional<Sequence.Owner> owner = Optional.of(new Sequence.Owner(table, column));
        return sequences.stream().filter(s -> s.ownedBy().equals(owner)).toList();
    }

    boolean rearranges(QualifiedName table) {
        return rearranged.contains(table);
    }

    PartitionColumns partitionColumns(QualifiedName table) {
        return new PartitionColumns(from, to, table);
    }

    RemadeColumns remade(QualifiedName table) {
        return remade.computeIfAbsent(table, name -> from.table(name)
                .flatMap(old -> to.table(name).map(now -> RemadeColumns.of(whole(from, old), whole(to, now))))
                .orElse(RemadeColumns.NONE));
    }

    /** A partition with its parent's columns, which change under it. */
    private static Table whole(Schema schema, Table table) {
        return table.options().partitionOf().isPresent() ? schema.flat(table) : table;
    }

    /** Whether a foreign key that is to stay must be taken off while something it leans on is changed. */
    boolean mustRecycle(Table table, ForeignKey key) {
        for (int i = 0; i < key.columns().size(); i++) {
            if (remade(table.name()).contains(key.columns().get(i))
                    || remade(key.referencedTable())
                            .contains(key.referencedColumns().get(i))
                    || changesFamily(table.name(), key.columns().get(i))
                    || changesFamily(
                            key.referencedTable(), key.referencedColumns().get(i))) {
                return true;
            }
        }
        return rearranged.movesRowsOf(key.referencedTable())
                || changesLogging(table.name())
                || changesLogging(key.referencedTable())
                || loses(key.referencedTable(), Set.copyOf(key.referencedColumns()));
    }

    /** PostgreSQL lets no logged table refer to an unlogged one. */
    private boolean changesLogging(QualifiedName table) {
        return from.table(table)
                .flatMap(old -> to.table(table)
                        .map(now -> old.options().unlogged() != now.options().unlogged()))
                .orElse(false);
    }

    private boolean changesFamily(QualifiedName table, String column) {
        return from.table(table)
                .flatMap(t -> whole(from, t).column(column))
                .flatMap(old -> to.table(table)
                        .flatMap(t -> whole(to, t).column(column))
                        .map(now -> !TypeChange.of(old.type().text(), now.type().text())
                                .comparable()))
                .orElse(false);
    }

    /** Whether a key over exactly these columns, on which PostgreSQL rests a foreign key, is dropped. */
    private boolean loses(QualifiedName name, Set<String> columns) {
        Optional<Table> old = from.table(name);
        Optional<Table> now = to.table(name);
        if (old.isEmpty() || now.isEmpty()) {
            return false;
        }
        List<Named> kept = uniqueOver(now.get(), columns);
        return uniqueOver(old.get(), columns).stream()
                .anyMatch(key -> kept.stream().noneMatch(k -> Matching.alike(key, k)));
    }

    private static List<Named> uniqueOver(Table table, Set<String> columns) {
        Stream<Named> primary = table.primaryKey().stream()
                .filter(key -> columns.equals(Set.copyOf(key.columns())))
                .map(Named.class::cast);
        Stream<Named> uniques = table.uniques().stream()
                .filter(unique -> columns.equals(Set.copyOf(unique.columns())))
                .map(Named.class::cast);
        Stream<Named> indexes = table.indexes().stream()
                .filter(index -> index.unique()
                        && index.keys().size() == columns.size()
                        && index.keys().stream().allMatch(key -> columns.contains(key.expression())))
                .map(Named.class::cast);
        return Stream.of(primary, uniques, indexes).flatMap(s -> s).toList();
    }

    private static Set<String> names(Schema schema) {
        Set<String> names = new HashSet<>();
        Map<QualifiedName, Table> tables = schema.tables();
        Stream.of(tables.keySet(), schema.sequences().keySet())
                .flatMap(Collection::stream)
                .forEach(name -> names.add(name.name()));
        tables.values().forEach(table -> {
            table.parts().forEach(part -> names.add(part.name()));
            table.options()
                    .partitionOf()
                    .ifPresent(place -> names.addAll(place.names().values()));
        });
        return names;
    }
}
