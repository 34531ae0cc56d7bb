package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.QualifiedName;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;

/**
 * The standard way to ask any provider (Jakarta Persistence 3.1, section 9.4): a writer for a script of its schema, and the
 * database's product named instead of a connection. The provider, the API and all they need come from the user's class
 * path alone.
 *
 * <p>An entity manager factory is made, rather than {@code Persistence.generateSchema} called, because Hibernate orders the
 * columns of keys while it makes one: only so are they what it would make of an empty database. Where none can be made, because
 * entity listeners want to be injected, {@code generateSchema} has to do.
 */
final class ProviderDdl {

    private static final String PREFIX = "jakarta.persistence.";
    private static final String GENERATION = PREFIX + "schema-generation.";
    private static final String LOGGING = "org.jboss.logging.provider";

    private ProviderDdl() {}

    static UnitTarget.Ddl of(
            SEPersistenceUnitInfo unit, EntityClassPath classPath, List<String> exclude, List<CreateScript> scripts) {
        String provider = Objects.requireNonNullElse(unit.getPersistenceProviderClassName(), UnitProvider.HIBERNATE);
        String name = unit.getPersistenceUnitName();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Silence silence = new Silence();
        try (URLClassLoader own =
                new URLClassLoader("provider", classPath.getURLs(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(own);
            Created created = script(own, unit);
            return new UnitTarget.Ddl(provider, created.sql(), created.skipped(), exclude, scripts);
        } catch (InvocationTargetException e) {
            throw refused(provider, name, Objects.requireNonNullElse(e.getCause(), e));
        } catch (ReflectiveOperationException | LinkageError | IOException e) {
            throw refused(provider, name, e);
        } finally {
            thread.setContextClassLoader(before);
            silence.end();
        }
    }

    /** @param skipped what only entities that opted out map */
    private record Created(String sql, Set<QualifiedName> skipped) {}

    private static Created script(ClassLoader own, SEPersistenceUnitInfo info) throws ReflectiveOperationException {
        String unit = info.getPersistenceUnitName();
        Class<?> persistence = Class.forName("jakarta.persistence.Persistence", true, own);
        StringWriter script = new StringWriter();
        try {
            Object factory = persistence
                    .getMethod("createEntityManagerFactory", String.class, Map.class)
                    .invoke(null, unit, properties(script));
            try {
                return new Created(script.toString(), HibernateTables.onlyOfSkipped(factory, own));
            } finally {
                Class.forName("jakarta.persistence.EntityManagerFactory", true, own)
                        .getMethod("close")
                        .invoke(factory);
            }
        } catch (InvocationTargetException e) {
            StringWriter second = new StringWriter();
            try {
                persistence.getMethod("generateSchema", String.class, Map.class).invoke(null, unit, properties(second));
                HibernateTables.requireNone(info.getManagedClassNames(), own);
                return new Created(second.toString(), Set.of());
            } catch (InvocationTargetException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    private static RefusedException refused(String provider, String unit, Throwable reason) {
        boolean missing = reason instanceof ClassNotFoundException || reason instanceof LinkageError;
        return new RefusedException(
                provider + " cannot say which tables the persistence unit \"" + unit + "\" needs: " + Reasons.of(reason)
                        + (missing
                                ? " (is all that it needs in the class path? mvn dependency:build-classpath prints it)"
                                : ""),
                reason);
    }

    private static Map<String, Object> properties(StringWriter script) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(GENERATION + "database.action", "none");
        properties.put(GENERATION + "scripts.action", "create");
        // The unit's own script is run by us: providers take scripts apart each in their own way.
        properties.put(GENERATION + "create-source", "metadata");
        properties.put(GENERATION + "scripts.create-target", script);
        properties.put(GENERATION + "create-database-schemas", "true");
        properties.put(PREFIX + "database-product-name", "PostgreSQL");
        properties.put(PREFIX + "database-major-version", "13");
        properties.put(PREFIX + "database-minor-version", "0");
        properties.put(PREFIX + "transactionType", "RESOURCE_LOCAL");
        DataSource none = unreachable();
        properties.put(PREFIX + "jtaDataSource", none);
        properties.put(PREFIX + "nonJtaDataSource", none);
        properties.put("hibernate.connection.datasource", none);
        // The one name until 6.4, the other since.
        properties.put("hibernate.temp.use_jdbc_metadata_defaults", "false");
        properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        properties.put("hibernate.hbm2ddl.auto", "none");
        properties.put("hibernate.hbm2ddl.delimiter", ";");
        properties.put("hibernate.show_sql", "false");
        properties.put("hibernate.format_sql", "false");
        return properties;
    }

    /** Keeps a provider from looking the unit's own one up. */
    private static DataSource unreachable() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "no data source";
                    case "getConnection" -> throw new SQLException("schemas are read without a connection");
                    default -> throw new SQLFeatureNotSupportedException(method.getName());
                });
    }

    /** Hibernate tells at length what it does; only what goes wrong matters here, and that is thrown. */
    private static final class Silence {
        private final Logger logger = Logger.getLogger("org.hibernate");
        private final Level level = Objects.requireNonNullElse(logger.getLevel(), Level.INFO);
        private final String logging = System.getProperty(LOGGING, "");

        Silence() {
            logger.setLevel(Level.OFF);
            System.setProperty(LOGGING, "jdk");
        }

        void end() {
            logger.setLevel(level);
            if (logging.isEmpty()) {
                System.clearProperty(LOGGING);
            } else {
                System.setProperty(LOGGING, logging);
            }
        }
    }
}
