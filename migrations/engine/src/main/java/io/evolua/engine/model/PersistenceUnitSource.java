package io.evolua.engine.model;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.jspecify.annotations.Nullable;

/** The schema that the entities of a persistence unit need. */
public final class PersistenceUnitSource {

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
        SEPersistenceUnitInfo unit = PersistenceUnits.find(unitName, loader);
        try (EntityMetadata metadata = EntityMetadata.load(unit, loader)) {
            return new SchemaReader(metadata).read().withObjects(SchemaObjects.unknown());
        }
    }
}
