package io.evolua.engine.model;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.exceptions.IntegrityException;
import org.eclipse.persistence.internal.helper.JPAConversionManager;
import org.eclipse.persistence.internal.jpa.EntityManagerSetupImpl;
import org.eclipse.persistence.internal.jpa.deployment.PersistenceUnitProcessor;
import org.eclipse.persistence.internal.jpa.deployment.PersistenceUnitProcessor.Mode;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.eclipse.persistence.internal.jpa.metadata.MetadataDescriptor;
import org.eclipse.persistence.internal.jpa.metadata.MetadataProcessor;
import org.eclipse.persistence.internal.jpa.metadata.MetadataProject;
import org.eclipse.persistence.internal.jpa.metadata.accessors.classes.ClassAccessor;
import org.eclipse.persistence.logging.AbstractSessionLog;
import org.eclipse.persistence.logging.DefaultSessionLog;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.platform.database.PostgreSQL10Platform;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Project;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * A persistence unit as EclipseLink understands it: the descriptors, initialised as for running (so that inherited,
 * overridden and translated columns are known), and the metadata that they were made from (so that what the descriptors
 * forget, names that somebody chose and foreign key annotations, is known as well).
 *
 * <p>These are the steps of {@code EntityManagerSetupImpl} for {@code eclipselink.validation-only}, without those that
 * say nothing about tables (weaving, entity listeners, named queries, the metamodel, connection pools), and without its
 * registry of units: nothing stays behind in the JVM.
 */
final class EntityMetadata implements AutoCloseable {

    private final String unitName;
    private final ClassLoader loader;
    private final ServerSession session;
    private final Map<String, MetadataDescriptor> metadata = new TreeMap<>();
    private final int formerLogLevel;

    private EntityMetadata(String unitName, ClassLoader loader, ServerSession session, int formerLogLevel) {
        this.unitName = unitName;
        this.loader = loader;
        this.session = session;
        this.formerLogLevel = formerLogLevel;
    }

    /**
     * @throws RefusedException if a class cannot be loaded or EclipseLink does not accept a mapping
     * @throws UsageException if the unit has no entities
     */
    static EntityMetadata load(SEPersistenceUnitInfo unit, ClassLoader loader) {
        String name = unit.getPersistenceUnitName();
        SessionLog log = AbstractSessionLog.getLog();
        EntityMetadata result = new EntityMetadata(name, loader, newSession(loader), log.getLevel());
        log.setLevel(SessionLog.OFF);
        try {
            result.process(unit);
            return result;
        } catch (EvoluaException e) {
            result.close();
            throw e;
        } catch (RuntimeException | LinkageError e) {
            result.close();
            throw new RefusedException(
                    "EclipseLink does not accept the persistence unit \"" + name + "\": " + Reasons.of(e), e);
        }
    }

    private static ServerSession newSession(ClassLoader loader) {
        ServerSession session = new ServerSession(new Project(new DatabaseLogin(new PostgreSQL10Platform())));
        DefaultSessionLog silent = new DefaultSessionLog();
        silent.setLevel(SessionLog.OFF);
        session.setSessionLog(silent);
        session.getPlatform().setConversionManager(new JPAConversionManager());
        session.getPlatform().getConversionManager().setLoader(loader);
        return session;
    }

    private void process(SEPersistenceUnitInfo unit) {
        // Outside a container there is no data source, and none is needed.
        unit.setJtaDataSource(null);
        unit.setNonJtaDataSource(null);
        unit.setClassLoader(loader);
        unit.setNewTempClassLoader(loader);
        Map<String, Object> properties = new HashMap<>();
        unit.getProperties().forEach((key, value) -> properties.put(key.toString(), value));

        requireClasses(unit);
        OrmXml.requireReadable(unit, loader);
        MetadataProcessor processor = new MetadataProcessor(
                unit,
                session,
                loader,
                false,
                false,
                false,
                flag(properties, PersistenceUnitProperties.MULTITENANT_SHARED_EMF, true),
                flag(properties, PersistenceUnitProperties.MULTITENANT_SHARED_CACHE, false),
                properties,
                null);
        MetadataProject project = processor.getProject();
        EntityManagerSetupImpl.updateCaseSensitivitySettings(properties, project, session);
        PersistenceUnitProcessor.processORMetadata(processor, true, Mode.ALL);
        processor.setClassLoader(loader);
        if (project.getEntityAccessors().isEmpty()) {
            throw new UsageException("The persistence unit \"" + unitName + "\" has no entities in "
                    + unit.getPersistenceUnitRootUrl().getPath()
                    + ". List them with <class> in persistence.xml if they live elsewhere.");
        }
        session.getProject().convertClassNamesToClasses(loader);
        processor.processCustomizers();
        customizeSession(properties);
        session.getPlatform()
                .setDefaultSeqenceAtNextValue(
                        flag(properties, PersistenceUnitProperties.SEQUENCING_START_AT_NEXTVAL, false));
        session.initializeDescriptors();
        if (session.getIntegrityChecker().hasErrors()) {
            throw new IntegrityException(session.getIntegrityChecker());
        }
        remember(project.getEntityAccessors());
        remember(project.getEmbeddableAccessors());
    }

    /** EclipseLink passes over a class that it does not find, and its table would seem to be unwanted. */
    private void requireClasses(SEPersistenceUnitInfo unit) {
        for (String name : unit.getManagedClassNames()) {
            if (loader.getResource(name.replace('.', '/') + ".class") == null) {
                throw new RefusedException("The persistence unit \"" + unitName + "\" lists the class " + name
                        + ", which is not in " + PersistenceUnits.locations(loader)
                        + ". Add the jar or classes folder that holds it.");
            }
        }
    }

    private void remember(Collection<? extends ClassAccessor> accessors) {
        accessors.forEach(accessor -> metadata.put(accessor.getJavaClassName(), accessor.getDescriptor()));
    }

    /** A session customizer is the usual place of a naming strategy. */
    private void customizeSession(Map<String, Object> properties) {
        Object name = properties.get(PersistenceUnitProperties.SESSION_CUSTOMIZER);
        if (name == null) {
            return;
        }
        try {
            Object customizer = Class.forName(name.toString(), true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
            ((SessionCustomizer) customizer).customize(session);
        } catch (Exception e) {
            throw new RefusedException(
                    "The session customizer " + name + " of the persistence unit \"" + unitName + "\" fails: "
                            + Reasons.of(e),
                    e);
        }
    }

    private static boolean flag(Map<String, Object> properties, String name, boolean otherwise) {
        return Boolean.parseBoolean(
                Objects.requireNonNullElse(properties.get(name), otherwise).toString());
    }

    String unitName() {
        return unitName;
    }

    ClassLoader loader() {
        return loader;
    }

    ServerSession session() {
        return session;
    }

    Collection<ClassDescriptor> descriptors() {
        return session.getDescriptors().values();
    }

    /** What an entity's or an embeddable's descriptor was made from. */
    MetadataDescriptor metadataOf(ClassDescriptor descriptor) {
        return Objects.requireNonNull(metadata.get(descriptor.getJavaClassName()), descriptor::getJavaClassName);
    }

    @Override
    public void close() {
        AbstractSessionLog.getLog().setLevel(formerLogLevel);
    }
}
