package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.helper.DatabaseTable;

/** Everything that the mappings said so far. */
final class SchemaDraft {

    /** Every table has them, and none can be given them: entities map {@code xmin} to see changes of others. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

    private final Map<QualifiedName, TableDraft> tables = new HashMap<>();
    private final Map<QualifiedName, Sequence> sequences = new TreeMap<>();
    private final SortedSet<SeedRow> seedRows = new TreeSet<>(SeedRow.ORDER);
    /** By EclipseLink's own objects for the tables, several for one table, which carry constraints and indexes. */
    private final IdentityHashMap<DatabaseTable, TableDraft> bySource = new IdentityHashMap<>();

    TableDraft table(DatabaseTable source, String origin) {
        TableDraft known = bySource.get(source);
        if (known != null) {
            return known;
        }
        Names.requireUsable(source.getName(), source.shouldUseDelimiters(), "The table of " + origin);
        TableDraft table = table(Names.table(source), origin);
        bySource.put(source, table);
        return table;
    }

    TableDraft table(QualifiedName name, String origin) {
        return tables.computeIfAbsent(name, n -> new TableDraft(n, origin));
    }

    TableDraft tableOf(DatabaseField field, String origin) {
        return table(field.getTable(), origin);
    }

    /** @throws RefusedException if the sequence is wanted twice with different options */
    void sequence(Sequence sequence, String origin) {
        Sequence present = sequences.putIfAbsent(sequence.name(), sequence);
        if (present != null && !present.equals(sequence)) {
            throw new RefusedException("Two generators contradict each other about sequence " + sequence.name() + ": "
                    + present.options() + " and, at " + origin + ", " + sequence.options()
                    + ". Give them the same initial value and allocation size.");
        }
    }

    /** The same row may be wanted often. */
    void seedRow(SeedRow row) {
        seedRows.add(row);
    }

    /** The names of all tables and sequences so far. */
    Set<QualifiedName> names() {
        Set<QualifiedName> names = new HashSet<>(tables.keySet());
        names.addAll(sequences.keySet());
        return names;
    }

    SortedSet<SeedRow> seedRows() {
        return seedRows;
    }

    void ownedSequence(TableDraft table, ColumnDraft column, QualifiedName name, String type) {
        sequences.put(
                name,
                new Sequence(
                        name,
                        SequenceOptions.defaults(type),
                        Optional.of(new Sequence.Owner(table.name, column.name))));
    }

    /** @throws RefusedException if constraints name columns that do not exist, or cannot be created */
    Schema toSchema() {
        bySource.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<DatabaseTable, TableDraft> entry) -> entry.getValue().name)
                        .thenComparing(entry -> entry.getKey().getQualifiedName()))
                .forEach(entry -> TableAnnotations.add(entry.getKey(), entry.getValue()));
        Map<QualifiedName, TableDraft> sorted = new TreeMap<>(tables);
        sorted.values().forEach(table -> table.columns.keySet().removeAll(SYSTEM_COLUMNS));
        TableFinisher finisher = new TableFinisher(sorted);
        return Schema.of(sorted.values().stream().map(finisher::finish).toList(), sequences.values())
                .withSeedRows(seedRows);
    }
}
