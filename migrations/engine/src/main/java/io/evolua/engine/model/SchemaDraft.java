package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.helper.DatabaseTable;

/** Everything that the mappings said so far. */
final class SchemaDraft {

    private final Map<QualifiedName, TableDraft> tables = new TreeMap<>();
    private final Map<QualifiedName, Sequence> sequences = new TreeMap<>();
    /** EclipseLink's own objects for the tables, which carry unique constraints and indexes. */
    private final Map<QualifiedName, Set<DatabaseTable>> sources = new TreeMap<>();

    TableDraft table(DatabaseTable table, String origin) {
        QualifiedName name = Names.table(table);
        if (sources.computeIfAbsent(name, n -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(table)) {
            Names.requireUsable(table.getName(), table.shouldUseDelimiters(), "The table of " + origin);
        }
        return table(name, origin);
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
        tables.values().forEach(table -> {
            Set<DatabaseTable> objects = Objects.requireNonNullElse(sources.get(table.name), Set.of());
            objects.stream()
                    .sorted((a, b) -> a.getQualifiedName().compareTo(b.getQualifiedName()))
                    .forEach(object -> TableAnnotations.add(object, table));
        });
        TableFinisher finisher = new TableFinisher(tables);
        return Schema.of(tables.values().stream().map(finisher::finish).toList(), sequences.values());
    }
}
