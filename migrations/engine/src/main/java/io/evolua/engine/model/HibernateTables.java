package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.QualifiedName;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables and sequences that only entities map which opted out. DDL does not say whose a table is; of Hibernate its mapping
 * metamodel does, which is asked by names, since it comes from the user's class path.
 */
final class HibernateTables {

    private static final String FACTORY = "org.hibernate.engine.spi.SessionFactoryImplementor";

    private HibernateTables() {}

    /**
     * @param factory the unit's entity manager factory, of whatever provider
     * @throws RefusedException if an entity opted out, and the provider is one that cannot be asked for its tables
     */
    static Set<QualifiedName> onlyOfSkipped(Object factory, ClassLoader own) throws ReflectiveOperationException {
        Collection<?> entities = (Collection<?>)
                call("jakarta.persistence.metamodel.Metamodel", "getEntities", metamodel(factory, own), own);
        ClassFacts facts = new ClassFacts();
        Set<Class<?>> skipped = new HashSet<>();
        for (Object entity : entities) {
            Class<?> type = (Class<?>) call("jakarta.persistence.metamodel.Type", "getJavaType", entity, own);
            if (facts.optsOut(type)) {
                skipped.add(type);
            }
        }
        return skipped.isEmpty() ? Set.of() : onlyOf(skipped, factory, own);
    }

    /** Where nothing can be asked for whose the tables are. */
    static void requireNone(Collection<String> classes, ClassLoader own) throws ClassNotFoundException {
        ClassFacts facts = new ClassFacts();
        for (String name : classes) {
            Class<?> type = Class.forName(name, false, own);
            if (facts.optsOut(type)) {
                throw cannotSay(type);
            }
        }
    }

    private static Object metamodel(Object factory, ClassLoader own) throws ReflectiveOperationException {
        return call("jakarta.persistence.EntityManagerFactory", "getMetamodel", factory, own);
    }

    private static Set<QualifiedName> onlyOf(Set<Class<?>> skipped, Object factory, ClassLoader own)
            throws ReflectiveOperationException {
        if (!Class.forName("org.hibernate.SessionFactory", false, own).isInstance(factory)) {
            throw cannotSay(skipped.iterator().next());
        }
        Object mappings = call(FACTORY, "getMappingMetamodel", factory, own);
        String metamodel = "org.hibernate.metamodel.spi.MappingMetamodelImplementor";
        Set<QualifiedName> ours = new HashSet<>();
        Set<QualifiedName> theirs = new HashSet<>();
        String entity = "org.hibernate.persister.entity.EntityPersister";
        for (Object persister : ((Stream<?>) call(metamodel, "streamEntityDescriptors", mappings, own)).toList()) {
            Set<QualifiedName> names = skipped.contains(typeOf(persister, own)) ? theirs : ours;
            names.addAll(tables(persister));
            sequence(call(entity, "getGenerator", persister, own)).ifPresent(names::add);
        }
        String collection = "org.hibernate.persister.collection.CollectionPersister";
        for (Object persister : ((Stream<?>) call(metamodel, "streamCollectionDescriptors", mappings, own)).toList()) {
            if (Boolean.FALSE.equals(call(collection, "isOneToMany", persister, own))) {
                Object owner = call(collection, "getOwnerEntityPersister", persister, own);
                Set<QualifiedName> names = skipped.contains(typeOf(owner, own)) ? theirs : ours;
                names.add(name(persister.getClass().getMethod("getTableName").invoke(persister)));
            }
        }
        theirs.removeAll(ours);
        return theirs;
    }

    private static Class<?> typeOf(Object persister, ClassLoader own) throws ReflectiveOperationException {
        return (Class<?>) call("org.hibernate.persister.entity.EntityPersister", "getMappedClass", persister, own);
    }

    /** Its own and inherited ones; since Hibernate 7 without those of subclasses. */
    private static List<QualifiedName> tables(Object persister) throws ReflectiveOperationException {
        Object[] names;
        try {
            names = (Object[]) persister.getClass().getMethod("getTableNames").invoke(persister);
        } catch (NoSuchMethodException e) {
            names = (Object[]) persister.getClass().getMethod("getQuerySpaces").invoke(persister);
        }
        return Stream.of(names).map(HibernateTables::name).toList();
    }

    private static Optional<QualifiedName> sequence(Object generator) throws ReflectiveOperationException {
        try {
            Object structure =
                    generator.getClass().getMethod("getDatabaseStructure").invoke(generator);
            Object physical = structure.getClass().getMethod("getPhysicalName").invoke(structure);
            return Optional.of(name(physical.getClass().getMethod("render").invoke(physical)));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /** A name as SQL. */
    private static QualifiedName name(Object sql) {
        return new SqlCursor(sql.toString(), "Hibernate's table " + sql).qualifiedName();
    }

    /** By the interface, for the class that implements it may not be public. */
    private static Object call(String type, String method, Object target, ClassLoader own)
            throws ReflectiveOperationException {
        try {
            return Class.forName(type, true, own).getMethod(method).invoke(target);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(Reasons.of(e.getTargetException()), e);
        }
    }

    private static RefusedException cannotSay(Class<?> entity) {
        return new RefusedException("The entity " + entity.getName()
                + " opts out by @SkipAutogenerate, and the unit's provider cannot be asked for its tables. Name them in"
                + " persistence.xml instead: <property name=\"evolua.exclude\" value=\"…\"/>.");
    }
}
