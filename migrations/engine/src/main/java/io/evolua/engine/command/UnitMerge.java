package io.evolua.engine.command;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.MappedSchema;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Several persistence units become one target: what two of them map, they must map alike. */
final class UnitMerge {

    private final SortedMap<QualifiedName, Table> tables = new TreeMap<>();
    private final SortedMap<QualifiedName, Sequence> sequences = new TreeMap<>();
    private final SortedSet<String> namespaces = new TreeSet<>();
    private final Set<SeedRow> seedRows = new TreeSet<>(SeedRow.ORDER);
    private final Set<QualifiedName> skipped = new TreeSet<>();
    private final List<String> exclude = new ArrayList<>();
    private final List<DatabaseObject> objects = new ArrayList<>();
    private final SortedSet<Dependency> dependencies = new TreeSet<>();
    private final Map<QualifiedName, String> units = new TreeMap<>();
    private final SortedMap<QualifiedName, String> contradictions = new TreeMap<>();

    void add(String unit, MappedSchema mapped) {
        Schema schema = mapped.schema();
        schema.tables().values().forEach(table -> add(unit, table));
        schema.sequences().values().forEach(sequence -> add(unit, sequence));
        namespaces.addAll(schema.namespaces());
        seedRows.addAll(schema.seedRows());
        objects.addAll(schema.objects().all().values());
        dependencies.addAll(schema.objects().dependencies());
        skipped.addAll(mapped.skipped());
        exclude.addAll(mapped.exclude());
    }

    private void add(String unit, Table table) {
        QualifiedName name = table.name();
        Table present = tables.putIfAbsent(name, table);
        String first = units.computeIfAbsent(name, n -> unit);
        if (present != null) {
            List<Change> changes =
                    SchemaDiff.between(Schema.of(List.of(present), List.of()), Schema.of(List.of(table), List.of()));
            changes.stream().findFirst().ifPresent(change -> contradicts(name, first, unit, change.describe()));
        }
    }

    private void add(String unit, Sequence sequence) {
        QualifiedName name = sequence.name();
        Sequence present = sequences.putIfAbsent(name, sequence);
        String first = units.computeIfAbsent(name, n -> unit);
        if (present != null && !present.equals(sequence)) {
            contradicts(name, first, unit, present.options() + " or " + sequence.options());
        }
    }

    private void contradicts(QualifiedName name, String first, String second, String difference) {
        contradictions.putIfAbsent(name, name + ", from \"" + first + "\" to \"" + second + "\": " + difference);
    }

    /** @throws RefusedException if units contradict each other, naming them, the tables, and how */
    MappedSchema result() {
        if (!contradictions.isEmpty()) {
            throw new RefusedException("Persistence units that are compared together map the same tables differently."
                    + " The first difference of each:\n  "
                    + contradictions.values().stream().collect(joining("\n  "))
                    + "\nMap them alike, or compare these units one by one.");
        }
        Schema schema = Schema.of(tables.values(), sequences.values())
                .withNamespaces(namespaces)
                .withSeedRows(seedRows)
                .withObjects(SchemaObjects.atLeast(objects, dependencies));
        return new MappedSchema(schema, skipped, exclude);
    }
}
