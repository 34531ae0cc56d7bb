package io.evolua.engine.model;

import io.evolua.engine.UsageException;
import java.util.Optional;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;

/** Who is to say which tables a unit needs. */
enum UnitProvider {
    /** The EclipseLink that the engine brings along reads the mappings. */
    ECLIPSELINK,
    /** An EclipseLink of Jakarta Persistence 3.2 lies on the class path: it reads its own mappings. */
    NEWER_ECLIPSELINK,
    /** Hibernate, or whichever other provider there is, writes its DDL. */
    OTHER;

    static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";

    /** What Jakarta Persistence has had since 3.2. */
    private static final String PERSISTENCE_3_2 = "jakarta.persistence.SchemaManager";

    /** The provider's class of every EclipseLink. */
    private static final String OF_ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    /**
     * The provider that {@code persistence.xml} names; if it names none, the one on the class path, and if there is none
     * either, the engine's EclipseLink.
     *
     * @throws UsageException if the unit's provider is not on the class path
     */
    static UnitProvider of(SEPersistenceUnitInfo unit, EntityClassPath classPath) {
        Optional<String> named = Optional.ofNullable(unit.getPersistenceProviderClassName())
                .map(String::strip)
                .filter(name -> !name.isEmpty());
        String provider = named.orElseGet(
                () -> classPath.holds(HIBERNATE) && !classPath.holds(OF_ECLIPSELINK) ? HIBERNATE : OF_ECLIPSELINK);
        if (provider.equals(OF_ECLIPSELINK)) {
            return ofEclipseLink(unit, classPath);
        }
        if (!classPath.holds(provider)) {
            throw new UsageException("The persistence unit \"" + unit.getPersistenceUnitName()
                    + "\" is run by the provider " + provider + ", which is not in "
                    + PersistenceUnits.locations(classPath)
                    + ". Add its jars and those it needs; mvn dependency:build-classpath prints them.");
        }
        return OTHER;
    }

    private static UnitProvider ofEclipseLink(SEPersistenceUnitInfo unit, EntityClassPath classPath) {
        if (!classPath.holds(PERSISTENCE_3_2)) {
            return ECLIPSELINK;
        }
        if (!classPath.holds(OF_ECLIPSELINK)) {
            // Its annotations would be passed over without a word.
            throw new UsageException("Jakarta Persistence 3.2 is on the class path, and no provider for the unit \""
                    + unit.getPersistenceUnitName() + "\" that knows it. Add the jars of EclipseLink 5 or Hibernate 7"
                    + " and those they need; mvn dependency:build-classpath prints them.");
        }
        return NEWER_ECLIPSELINK;
    }
}
