package io.evolua.compatibility;

import io.evolua.compatibility.library.Author;
import io.evolua.compatibility.library.Book;
import io.evolua.compatibility.library.Loan;
import io.evolua.compatibility.library.LoanId;
import io.evolua.compatibility.library.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider as its users have it: its jars on the class path, its name in {@code persistence.xml}. */
enum Provider {
    ECLIPSELINK_5("eclipselink-5", "org.eclipse.persistence.jpa.PersistenceProvider"),
    HIBERNATE_6("hibernate-6", "org.hibernate.jpa.HibernatePersistenceProvider"),
    HIBERNATE_7("hibernate-7", "org.hibernate.jpa.HibernatePersistenceProvider");

    static final List<Class<?>> ENTITIES = List.of(Author.class, Book.class, Loan.class, LoanId.class, Work.class);

    private static final String UNIT = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xsi:schemaLocation="https://jakarta.ee/xml/ns/persistence https://jakarta.ee/xml/ns/persistence/persistence_3_0.xsd"
                         version="3.0">
              <persistence-unit name="library" transaction-type="JTA">
                <provider>%s</provider>
                <jta-data-source>java:app/jdbc/library</jta-data-source>
                %s
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
                <properties><property name="hibernate.hbm2ddl.auto" value="create"/></properties>
              </persistence-unit>
            </persistence>
            """;

    private final String folder;
    private final String className;

    Provider(String folder, String className) {
        this.folder = folder;
        this.className = className;
    }

    /** The entities, a unit in {@code work}, and the provider's jars. */
    List<Path> classpath(Path work) throws IOException {
        descriptor(work, ENTITIES.stream().map(Class::getName));
        List<Path> places = new ArrayList<>(List.of(work, Path.of("target", "test-classes")));
        places.addAll(jars());
        return places;
    }

    /** A {@code persistence.xml} in {@code work} that lists these classes. */
    void descriptor(Path work, Stream<String> classes) throws IOException {
        Path descriptor = work.resolve("META-INF/persistence.xml");
        Files.createDirectories(descriptor.getParent());
        String listed = classes.map(name -> "<class>" + name + "</class>").collect(Collectors.joining());
        Files.writeString(descriptor, UNIT.formatted(className, listed));
    }

    List<Path> jars() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("..", folder, "target", "jars"))) {
            return jars.sorted().toList();
        }
    }

    /** Starts the unit on a database; what the provider then does is its own, far from the engine's class path. */
    void run(List<Path> classpath, String jdbcUrl, Map<String, Object> more) throws Exception {
        URL[] urls = classpath.stream().map(Provider::url).toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            loader.loadClass("io.evolua.compatibility.Session")
                    .getMethod("run", String.class, Map.class)
                    .invoke(null, jdbcUrl, more);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path place) {
        try {
            return place.toAbsolutePath().normalize().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
