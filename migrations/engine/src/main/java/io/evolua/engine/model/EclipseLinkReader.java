package io.evolua.engine.model;

import io.evolua.engine.schema.MappedSchema;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.jspecify.annotations.Nullable;

/** Reads a unit's mappings with the EclipseLink that this class sees, without any connection and without its DDL generator. */
final class EclipseLinkReader {

    private EclipseLinkReader() {}

    /** @param unitName null for the only unit */
    static MappedSchema read(@Nullable String unitName, ClassLoader loader) {
        return read(PersistenceUnits.find(unitName, loader), loader);
    }

    static MappedSchema read(SEPersistenceUnitInfo unit, ClassLoader loader) {
        try (EntityMetadata metadata = EntityMetadata.load(unit, loader)) {
            return new SchemaReader(metadata).read();
        }
    }
}
