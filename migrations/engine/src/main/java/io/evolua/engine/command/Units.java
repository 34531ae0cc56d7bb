package io.evolua.engine.command;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.model.CreateScript;
import io.evolua.engine.model.EntityClassPath;
import io.evolua.engine.model.MappedSchema;
import io.evolua.engine.model.PersistenceUnitSource;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One or several persistence units as one target. */
final class Units {

    private static final String ALL = "*";

    private final String defaultSchema;
    private final SortedMap<QualifiedName, Table> tables = new TreeMap<>();
    private final SortedMap<QualifiedName, Sequence> sequences = new TreeMap<>();
    private final Set<SeedRow> seedRows = new TreeSet<>(SeedRow.ORDER);
    private final Set<QualifiedName> skipped = new TreeSet<>();
    private final List<String> exclude = new ArrayList<>();
    private final List<CreateScript> scripts = new ArrayList<>();
    private final Map<QualifiedName, String> units = new TreeMap<>();
    private final SortedMap<QualifiedName, String> contradictions = new TreeMap<>();

    private Units(String defaultSchema) {
        this.defaultSchema = defaultSchema;
    }

    /**
     * Reads them.
     *
     * @param names a name, several, separated by commas, or {@code *} for all; none for the only one there is
     * @throws io.evolua.engine.UsageException if there is no such unit
     * @throws RefusedException if two units map a table differently, naming both, the tables, and how
     */
    static MappedSchema read(List<Path> classpath, Optional<String> names, String defaultSchema) {
        try (EntityClassPath classes = EntityClassPath.of(classpath)) {
            Units units = new Units(defaultSchema);
            if (names.isEmpty()) {
                units.add("", PersistenceUnitSource.mapped(null, classes));
            } else {
                list(names.get(), classes)
                        .forEach(name -> units.add(name, PersistenceUnitSource.mapped(name, classes)));
            }
            return units.together();
        } catch (IOException e) {
            throw new RefusedException("The class path cannot be read: " + e.getMessage(), e);
        }
    }

    private static Collection<String> list(String names, ClassLoader classes) {
        return names.equals(ALL)
                ? PersistenceUnitSource.names(classes)
                : Arrays.stream(names.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    private void add(String unit, MappedSchema mapped) {
        Schema schema = mapped.schema().inDefaultSchema(defaultSchema);
        schema.tables().values().forEach(table -> add(unit, table));
        schema.sequences().values().forEach(sequence -> add(unit, sequence));
        seedRows.addAll(schema.seedRows());
        mapped.skipped().stream()
                .map(name -> name.schema().equals(defaultSchema) ? QualifiedName.of(name.name()) : name)
                .forEach(skipped::add);
        exclude.addAll(mapped.exclude());
        scripts.addAll(mapped.scripts());
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

    private MappedSchema together() {
        if (!contradictions.isEmpty()) {
            throw new RefusedException("Persistence units that are compared together map the same tables differently."
                    + " The first difference of each:\n  "
                    + contradictions.values().stream().collect(joining("\n  "))
                    + "\nMap them alike, or leave out one of them with an annotation @SkipAutogenerate or --exclude.");
        }
        return new MappedSchema(
                Schema.of(tables.values(), sequences.values())
                        .withSeedRows(seedRows)
                        .withObjects(SchemaObjects.unknown()),
                skipped,
                exclude,
                scripts);
    }
}
