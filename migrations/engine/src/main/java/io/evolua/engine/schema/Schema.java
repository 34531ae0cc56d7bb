package io.evolua.engine.schema;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything that is compared on one side: the tables and free-standing sequences of one or more PostgreSQL schemas, in
 * the order of their names.
 *
 * @param namespaces the schemas besides the default one that exist on this side
 * @param tables by name
 * @param sequences by name; sequences that back an identity column belong to their column and are not listed
 * @param seedRows rows that are wanted, or were looked for and found, in {@link SeedRow#ORDER}
 * @param objects everything else: types, views, routines, triggers, policies, extensions, privileges
 */
public record Schema(
        SortedSet<String> namespaces,
        SortedMap<QualifiedName, Table> tables,
        SortedMap<QualifiedName, Sequence> sequences,
        List<SeedRow> seedRows,
        SchemaObjects objects) {

    private static final Schema EMPTY =
            new Schema(Collections.emptySortedSet(), Collections.emptySortedMap(), Collections.emptySortedMap());

    public Schema {
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
        seedRows = seedRows.stream().sorted(SeedRow.ORDER).toList();
    }

    /** A schema without seed rows and other objects. */
    public Schema(
            SortedSet<String> namespaces,
            SortedMap<QualifiedName, Table> tables,
            SortedMap<QualifiedName, Sequence> sequences) {
        this(namespaces, tables, sequences, List.of(), SchemaObjects.none());
    }

    public static Schema empty() {
        return EMPTY;
    }

    /** A schema of these tables and sequences; its namespaces are those that their names mention. */
    public static Schema of(Collection<Table> tables, Collection<Sequence> sequences) {
        SortedMap<QualifiedName, Table> byTable = index(tables, Table::name);
        SortedMap<QualifiedName, Sequence> bySequence = index(sequences, Sequence::name);
        SortedSet<String> namespaces = new TreeSet<>();
        byTable.keySet().forEach(name -> namespaces.add(name.schema()));
        bySequence.keySet().forEach(name -> namespaces.add(name.schema()));
        namespaces.remove("");
        return new Schema(namespaces, byTable, bySequence);
    }

    public Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The same schema with every table replaced by what {@code change} makes of it (names must stay). */
    public Schema mapTables(Function<Table, Table> change) {
        return withTables(tables.values().stream().map(change).toList());
    }

    /** The same schema with these tables, and no others. */
    public Schema withTables(Collection<Table> newTables) {
        return new Schema(namespaces, index(newTables, Table::name), sequences, seedRows, objects);
    }

    /** The same schema with these sequences, and no others. */
    public Schema withSequences(Collection<Sequence> newSequences) {
        return new Schema(namespaces, tables, index(newSequences, Sequence::name), seedRows, objects);
    }

    /** The same schema with these namespaces, and no others. */
    public Schema withNamespaces(SortedSet<String> newNamespaces) {
        return new Schema(newNamespaces, tables, sequences, seedRows, objects);
    }

    /** The same schema with these seed rows, and no others. */
    public Schema withSeedRows(Collection<SeedRow> newSeedRows) {
        return new Schema(namespaces, tables, sequences, List.copyOf(newSeedRows), objects);
    }

    /** The same schema with these objects beside its tables. */
    public Schema withObjects(SchemaObjects newObjects) {
        return new Schema(namespaces, tables, sequences, seedRows, newObjects);
    }

    /** Whether this row is there, with whatever number. */
    public boolean hasSeedRow(SeedRow row) {
        return seedRows.stream().anyMatch(row::isSameRow);
    }

    /** The same schema with what it keeps in {@code name} moved to the default schema. */
    public Schema inDefaultSchema(String name) {
        if (!namespaces.contains(name)) {
            return this;
        }
        return new DefaultSchema(name).of(this);
    }

    /** A table as if it had no parents: with the columns and checks that it has from them. */
    public Table flat(Table table) {
        if (table.options().parents().isEmpty()) {
            return table;
        }
        if (table.options().partitionOf().isPresent()) {
            return flatPartition(table, table.options().partitionOf().get());
        }
        List<Column> columns = new ArrayList<>(table.columns());
        List<Check> checks = new ArrayList<>(table.checks());
        for (QualifiedName name : table.options().inherits()) {
            table(name).map(this::flat).ifPresent(parent -> {
                parent.columns().stream()
                        .filter(c ->
                                columns.stream().noneMatch(own -> own.name().equals(c.name())))
                        .forEach(columns::add);
                parent.checks().stream()
                        .filter(c -> !c.definition().text().endsWith("NO INHERIT"))
                        .filter(c -> checks.stream().noneMatch(own -> own.name().equals(c.name())))
                        .forEach(checks::add);
            });
        }
        return table.withColumns(columns).withChecks(checks);
    }

    private Table flatPartition(Table table, PartitionOf place) {
        Optional<Table> parent = table(place.parent()).map(this::flat);
        List<Check> checks = new ArrayList<>(table.checks());
        parent.ifPresent(t -> t.checks().stream()
                .filter(c -> checks.stream().noneMatch(own -> own.name().equals(c.name())))
                .forEach(c -> checks.add(c.uncommented())));
        return table.withColumns(Partitions.columns(parent.map(Table::columns).orElse(List.of()), table))
                .withChecks(checks);
    }

    /** A partition as the plain table that remains of it when it is detached; another table as it is. */
    public Table detached(Table table) {
        return table.options()
                .partitionOf()
                .map(place -> Partitions.detached(this, table, place))
                .orElse(table);
    }

    public boolean isEmpty() {
        return namespaces.isEmpty()
                && tables.isEmpty()
                && sequences.isEmpty()
                && objects.all().isEmpty();
    }

    /** The names of the tables, for messages that list candidates. */
    public SortedSet<String> tableNames() {
        return tables.keySet().stream().map(QualifiedName::toString).collect(toCollection(TreeSet::new));
    }

    private static <T> SortedMap<QualifiedName, T> index(Collection<T> objects, Function<T, QualifiedName> key) {
        SortedMap<QualifiedName, T> byName = new TreeMap<>();
        for (T object : objects) {
            if (byName.put(key.apply(object), object) != null) {
                throw new IllegalArgumentException("two objects are named " + key.apply(object));
            }
        }
        return byName;
    }
}
