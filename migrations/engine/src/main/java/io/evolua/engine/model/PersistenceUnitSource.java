package io.evolua.engine.model;

import io.evolua.engine.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.jspecify.annotations.Nullable;

/** What a persistence unit asks of a database. */
public final class PersistenceUnitSource {

    /** A property of the unit, which providers pass over, as they must with any that is not theirs. */
    private static final String EXCLUDE = "evolua.exclude";

    private PersistenceUnitSource() {}

    /**
     * Asks the unit's own provider: EclipseLink, of any version, for its metadata; Hibernate and others for their DDL.
     * Needs no connection.
     *
     * <p>The unit's transaction type and data sources do not matter, nor does schema generation that it may ask for.
     *
     * @param unitName the name in {@code persistence.xml}; null if there is only one unit
     * @return equal for equal entities, in every JVM
     * @throws io.evolua.engine.UsageException if there is no such unit, if it has no entities, if its provider is not on
     *     the class path, or if a column definition says something that a schema cannot hold
     * @throws io.evolua.engine.RefusedException if the provider does not accept the mappings, or if they contradict each
     *     other
     */
    public static UnitTarget target(@Nullable String unitName, EntityClassPath classPath) {
        SEPersistenceUnitInfo unit = PersistenceUnits.find(unitName, classPath);
        List<String> exclude = Arrays.stream(
                        unit.getProperties().getProperty(EXCLUDE, "").split(",", -1))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        List<CreateScript> scripts = CreateScripts.of(unit, classPath);
        return switch (UnitProvider.of(unit, classPath)) {
            case ECLIPSELINK ->
                new UnitTarget.Tables(EclipseLinkReader.read(unit, classPath).excluding(exclude), scripts);
            case NEWER_ECLIPSELINK ->
                new UnitTarget.Tables(
                        NewerEclipseLink.read(unit.getPersistenceUnitName(), classPath)
                                .excluding(exclude),
                        scripts);
            case OTHER -> ProviderDdl.of(unit, classPath, exclude, scripts);
        };
    }

    /**
     * The names of all units that the loader sees.
     *
     * @throws io.evolua.engine.UsageException if there are none
     */
    public static SortedSet<String> names(ClassLoader loader) {
        return PersistenceUnits.names(loader);
    }

    /**
     * Reads the unit's mappings with the engine's EclipseLink, whatever provider it names.
     *
     * @param unitName the name in {@code persistence.xml}; null if there is only one unit
     * @param loader sees {@code META-INF/persistence.xml} and the entities
     * @return tables, keys, constraints, indexes and sequences
     * @throws io.evolua.engine.UsageException as {@link #target}
     * @throws io.evolua.engine.RefusedException as {@link #target}
     */
    public static Schema read(@Nullable String unitName, ClassLoader loader) {
        return EclipseLinkReader.read(unitName, loader).schema();
    }
}
