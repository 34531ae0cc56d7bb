package io.evolua.engine.model;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.jspecify.annotations.Nullable;

/** The schema that the entities of a persistence unit need. */
public final class PersistenceUnitSource {

    /** A property of the unit, which providers pass over, as they must with any that is not theirs. */
    private static final String EXCLUDE = "evolua.exclude";

    private PersistenceUnitSource() {}

    /**
     * Reads the unit's mappings with EclipseLink, without any connection and without its DDL generator.
     *
     * <p>The unit's transaction type and data sources do not matter, nor does schema generation that it may ask for.
     *
     * @param unitName the name in {@code persistence.xml}; null if there is only one unit
     * @param loader sees {@code META-INF/persistence.xml} and the entities, for instance {@link EntityClassPath}
     * @return tables, keys, constraints, indexes and sequences, of which alone entities can tell; equal for equal entities, in every JVM
     * @throws io.evolua.engine.UsageException if there is no such unit, if it has no entities, or if a column definition
     *     says something that a schema cannot hold
     * @throws io.evolua.engine.RefusedException if EclipseLink does not accept the mappings, or if they contradict each
     *     other
     */
    public static Schema read(@Nullable String unitName, ClassLoader loader) {
        return mapped(unitName, loader).schema();
    }

    /**
     * The same with what the unit and its entities say about what is to be compared.
     *
     * @param unitName as for {@link #read}
     * @param loader as for {@link #read}
     */
    public static MappedSchema mapped(@Nullable String unitName, ClassLoader loader) {
        SEPersistenceUnitInfo unit = PersistenceUnits.find(unitName, loader);
        String exclude = unit.getProperties().getProperty(EXCLUDE, "");
        List<String> patterns = Arrays.stream(exclude.split(",", -1))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        try (EntityMetadata metadata = EntityMetadata.load(unit, loader)) {
            MappedSchema mapped = new SchemaReader(metadata).read();
            return new MappedSchema(
                    mapped.schema().withObjects(SchemaObjects.unknown()),
                    mapped.skipped(),
                    patterns,
                    CreateScripts.of(unit, loader));
        }
    }

    /**
     * The names of all units that the loader sees.
     *
     * @throws io.evolua.engine.UsageException if there are none
     */
    public static SortedSet<String> names(ClassLoader loader) {
        return PersistenceUnits.names(loader);
    }
}
