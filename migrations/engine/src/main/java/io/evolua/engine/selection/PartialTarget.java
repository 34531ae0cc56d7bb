package io.evolua.engine.selection;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The target of a comparison of which only a part is wanted. What is not wanted is in it as it is on the other side, there
 * or not there: so it makes no difference, and yet the comparison knows that it is there, when names are taken and when
 * foreign keys lean on what changes.
 */
public final class PartialTarget {

    private final Schema from;
    private final Schema to;
    private final Predicate<SchemaObject> wanted;

    private PartialTarget(Schema from, Schema to, Predicate<SchemaObject> wanted) {
        this.from = from;
        this.to = to;
        this.wanted = wanted;
    }

    /**
     * Makes it.
     *
     * @param wanted whether the target counts for an object. A sequence that a column owns goes with the column
     * @return {@code to}, with what is not wanted taken from {@code from}; what cannot stay because a column or table
     *     that it needs goes, is not in it
     * @throws RefusedException if a foreign key that is wanted refers to a table that is not, and is not there
     */
    public static Schema of(Schema from, Schema to, Predicate<SchemaObject> wanted) {
        return new PartialTarget(
                        from,
                        to,
                        object -> wanted.test(object)
                                && holdersAreWanted(from, object, wanted)
                                && holdersAreWanted(to, object, wanted))
                .make();
    }

    /** A partition is looked at only with the table that it is a part of. */
    private static boolean holdersAreWanted(Schema schema, SchemaObject object, Predicate<SchemaObject> wanted) {
        return schema.table(object.relation())
                .flatMap(table -> table.options().partitionOf())
                .map(place -> SchemaObject.of(Kind.TABLE, place.parent()))
                .map(parent -> wanted.test(parent) && holdersAreWanted(schema, parent, wanted))
                .orElse(true);
    }

    private Schema make() {
        SortedMap<QualifiedName, Table> tables = tables();
        Footing footing = new Footing(tables, from, to);
        tables.replaceAll((name, table) -> footing.of(table));
        SortedMap<QualifiedName, Sequence> sequences = sequences(tables);
        return to.withTables(tables.values())
                .withSequences(sequences.values())
                .withNamespaces(namespaces(tables, sequences))
                .withSeedRows(seedRows())
                .withObjects(new KeptObjects(from, to, wanted).above(tables));
    }

    private SortedMap<QualifiedName, Table> tables() {
        SortedMap<QualifiedName, Table> tables = new TreeMap<>();
        from.tables().values().stream()
                .filter(table -> !wanted.test(SchemaObject.of(Kind.TABLE, table.name())))
                .forEach(table -> tables.put(table.name(), table));
        for (Table table : to.tables().values()) {
            if (wanted.test(SchemaObject.of(Kind.TABLE, table.name()))) {
                Table old = from.table(table.name()).orElse(Table.of(table.name(), List.of()));
                tables.put(table.name(), table(old, table));
            }
        }
        while (tables.values().removeIf(table -> table.options()
                .partitionOf()
                .filter(place -> !tables.containsKey(place.parent()))
                .isPresent())) {
            // Its own partitions go next.
        }
        return tables;
    }

    private Table table(Table old, Table now) {
        Members members = new Members(now.name(), wanted);
        return now.withColumns(columns(old, now))
                .withPrimaryKey(members.one(Kind.PRIMARY_KEY, old.primaryKey(), now.primaryKey()))
                .withUniques(members.all(Kind.UNIQUE, old.uniques(), now.uniques()))
                .withForeignKeys(members.all(Kind.FOREIGN_KEY, old.foreignKeys(), now.foreignKeys()))
                .withChecks(members.all(Kind.CHECK, old.checks(), now.checks()))
                .withExclusions(members.all(Kind.EXCLUSION, old.exclusions(), now.exclusions()))
                .withIndexes(members.all(Kind.INDEX, old.indexes(), now.indexes()));
    }

    private List<Column> columns(Table old, Table now) {
        List<Column> columns = new ArrayList<>();
        for (Column column : now.columns()) {
            Optional.of(column)
                    .filter(c -> isWanted(now.name(), c.name()))
                    .or(() -> old.column(column.name()))
                    .ifPresent(columns::add);
        }
        old.columns().stream()
                .filter(c -> now.column(c.name()).isEmpty() && !isWanted(now.name(), c.name()))
                .forEach(columns::add);
        return columns;
    }

    private boolean isWanted(QualifiedName table, String column) {
        return wanted.test(SchemaObject.of(Kind.TABLE, table))
                && wanted.test(SchemaObject.in(table, Kind.COLUMN, column));
    }

    private SortedMap<QualifiedName, Sequence> sequences(Map<QualifiedName, Table> tables) {
        SortedMap<QualifiedName, Sequence> sequences = new TreeMap<>();
        from.sequences().values().stream()
                .filter(sequence -> !isWanted(sequence) && ownerIsIn(tables, sequence))
                .forEach(sequence -> sequences.put(sequence.name(), sequence));
        to.sequences().values().stream()
                .filter(this::isWanted)
                .forEach(sequence -> sequences.put(sequence.name(), sequence));
        return sequences;
    }

    private boolean isWanted(Sequence sequence) {
        return sequence.ownedBy()
                .map(owner -> isWanted(owner.table(), owner.column()))
                .orElseGet(() -> wanted.test(SchemaObject.of(Kind.SEQUENCE, sequence.name())));
    }

    private static boolean ownerIsIn(Map<QualifiedName, Table> tables, Sequence sequence) {
        return sequence.ownedBy()
                .map(owner -> Optional.ofNullable(tables.get(owner.table()))
                        .flatMap(table -> table.column(owner.column()))
                        .isPresent())
                .orElse(true);
    }

    private SortedSet<String> namespaces(Map<QualifiedName, Table> tables, Map<QualifiedName, Sequence> sequences) {
        NavigableSet<String> names = new TreeSet<>();
        from.namespaces().stream()
                .filter(name -> !wanted.test(SchemaObject.schema(name)))
                .forEach(names::add);
        to.namespaces().stream()
                .filter(name -> wanted.test(SchemaObject.schema(name)))
                .forEach(names::add);
        tables.keySet().forEach(name -> names.add(name.schema()));
        sequences.keySet().forEach(name -> names.add(name.schema()));
        names.remove("");
        return names;
    }

    private List<SeedRow> seedRows() {
        List<SeedRow> rows = new ArrayList<>();
        from.seedRows().stream()
                .filter(row -> !wanted.test(SchemaObject.of(Kind.TABLE, row.table())))
                .forEach(rows::add);
        to.seedRows().stream()
                .filter(row -> wanted.test(SchemaObject.of(Kind.TABLE, row.table())))
                .forEach(rows::add);
        return rows;
    }
}
