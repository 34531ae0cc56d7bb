package io.evolua.engine.model;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A persistence unit of some classes of the tests, in a {@code persistence.xml} of its own. */
final class TestUnit implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name = "test" + COUNTER.incrementAndGet();
    private final Path folder;
    private final URLClassLoader loader;

    private TestUnit(List<Class<?>> classes, String properties, String ormXml) {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "unit");
            Path descriptor = folder.resolve("META-INF/persistence.xml");
            Files.createDirectories(descriptor.getParent());
            Files.writeString(descriptor, """
                    <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                      <persistence-unit name="%s" transaction-type="JTA">
                        <jta-data-source>java:app/jdbc/none</jta-data-source>
                        %s
                        <exclude-unlisted-classes>true</exclude-unlisted-classes>
                        <properties>%s</properties>
                      </persistence-unit>
                    </persistence>
                    """.formatted(
                            name,
                            classes.stream()
                                    .map(c -> "<class>" + c.getName() + "</class>")
                                    .collect(joining()),
                            properties));
            if (!ormXml.isEmpty()) {
                Files.writeString(folder.resolve("META-INF/orm.xml"), ormXml);
            }
            loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, TestUnit.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of these classes and the classes that they hold. */
    static TestUnit of(Class<?>... classes) {
        return with("", classes);
    }

    /** @param properties as in {@code persistence.xml} */
    static TestUnit with(String properties, Class<?>... classes) {
        return new TestUnit(managed(classes), properties, "");
    }

    static TestUnit withOrmXml(String ormXml, Class<?>... classes) {
        return new TestUnit(managed(classes), "", ormXml);
    }

    private static List<Class<?>> managed(Class<?>... classes) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> c : classes) {
            if (Stream.of(c.getAnnotations())
                    .anyMatch(a -> a.annotationType().getName().startsWith("jakarta.persistence."))) {
                all.add(c);
            }
            all.addAll(managed(c.getDeclaredClasses()));
        }
        return all;
    }

    static Schema schemaOf(Class<?>... classes) {
        try (TestUnit unit = of(classes)) {
            return unit.read();
        }
    }

    /** One table in SQL. */
    static String tableOf(String table, Class<?>... classes) {
        return Ddl.table(schemaOf(classes).tables().get(QualifiedName.of(table)));
    }

    Schema read() {
        return PersistenceUnitSource.read(name, loader);
    }

    String name() {
        return name;
    }

    ClassLoader loader() {
        return loader;
    }

    /** Where entities and descriptor are found, for commands. */
    List<Path> classpath() {
        return List.of(folder, Path.of("target", "test-classes"));
    }

    /** Creates the tables that the engine read, then works on them with EclipseLink. */
    @SafeVarargs
    final void run(TestDatabase database, Consumer<EntityManager>... transactions) {
        database.run(Ddl.of(read()));
        work(database, transactions);
    }

    /** Works with EclipseLink on the tables that are there. */
    @SafeVarargs
    final void work(TestDatabase database, Consumer<EntityManager>... transactions) {
        Map<String, Object> properties = Map.of(
                "eclipselink.classloader", loader,
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.jdbc.url", database.jdbcUrl(),
                "jakarta.persistence.jdbc.driver", "org.postgresql.Driver",
                "jakarta.persistence.sharedCache.mode", "NONE",
                "eclipselink.logging.level", "OFF");
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory(name, properties)) {
            for (Consumer<EntityManager> transaction : transactions) {
                try (EntityManager entities = factory.createEntityManager()) {
                    entities.getTransaction().begin();
                    transaction.accept(entities);
                    entities.getTransaction().commit();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
