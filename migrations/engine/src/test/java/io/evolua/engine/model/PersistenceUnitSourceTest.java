package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where units are found, and what is said when they are not. */
class PersistenceUnitSourceTest {

    @Entity(name = "Thing")
    public static class Thing {
        @Id
        long id;
    }

    @TempDir
    Path folder = Path.of("");

    private Path unit(String place, String xml) throws IOException {
        Path root = folder.resolve(place);
        Files.createDirectories(root.resolve("META-INF"));
        Files.writeString(root.resolve("META-INF/persistence.xml"), """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">%s</persistence>
                """.formatted(xml));
        return root;
    }

    private static String named(String name, String content) {
        return "<persistence-unit name=\"" + name + "\" transaction-type=\"JTA\">" + content + "</persistence-unit>";
    }

    private static final String THING = "<class>" + Thing.class.getName() + "</class>";

    private static Schema read(@Nullable String unit, Path... places) throws IOException {
        try (EntityClassPath loader = EntityClassPath.of(List.of(places))) {
            return PersistenceUnitSource.read(unit, loader);
        }
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = Thing.class.getResourceAsStream("PersistenceUnitSourceTest$Thing.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private Path jar() throws IOException {
        Path jar = folder.resolve("entities.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(Thing.class.getName().replace('.', '/') + ".class"));
            out.write(classFile());
            out.putNextEntry(new JarEntry("META-INF/persistence.xml"));
            out.write(("<persistence xmlns=\"https://jakarta.ee/xml/ns/persistence\" version=\"3.0\">"
                            + named("jar", "<exclude-unlisted-classes>false</exclude-unlisted-classes>")
                            + "</persistence>")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Test
    void the_only_unit_needs_no_name() throws IOException {
        assertThat(read(null, unit("a", named("one", THING))).tables()).containsOnlyKeys(QualifiedName.of("thing"));
    }

    @Test
    void a_jar_is_searched_for_entities() throws IOException {
        assertThat(read("jar", jar()).tables()).containsOnlyKeys(QualifiedName.of("thing"));
    }

    @Test
    void the_same_input_gives_the_same_schema() throws IOException {
        Path place = unit("a", named("one", THING));
        assertThat(read("one", place)).isEqualTo(read("one", place));
    }

    @Test
    void nothing_is_created_whatever_the_unit_asks_for() throws IOException {
        String properties = """
                <jta-data-source>java:app/none</jta-data-source>%s<properties>
                <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                <property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://127.0.0.1:1/none"/>
                <property name="eclipselink.target-server" value="Glassfish"/>
                <property name="eclipselink.logging.level" value="ALL"/></properties>""".formatted(THING);
        assertThat(read("one", unit("a", named("one", properties))).tables()).hasSize(1);
    }

    @Test
    void an_unknown_unit_is_answered_with_those_found() throws IOException {
        Path first = unit("a", named("one", THING) + named("two", THING));
        assertThatThrownBy(() -> read("three", first))
                .isInstanceOf(UsageException.class)
                .hasMessage("There is no persistence unit \"three\". The units found are: \"one\" (" + first
                        + "/), \"two\" (" + first + "/). Looked in " + first + "/.");
        assertThatThrownBy(() -> read(null, first))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("There is more than one persistence unit; say which one: \"one\"");
    }

    @Test
    void a_name_in_two_places_is_ambiguous() throws IOException {
        Path first = unit("a", named("one", THING));
        Path second = unit("b", named("one", THING));
        assertThatThrownBy(() -> read("one", first, second))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The persistence unit \"one\" is defined more than once")
                .hasMessageContaining(first.toString())
                .hasMessageContaining(second.toString());
    }

    @Test
    void A011_without_a_descriptor_the_places_are_named() {
        assertThatThrownBy(() -> read(null, folder))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("There is no META-INF/persistence.xml in " + folder);
    }

    @Test
    void a_descriptor_that_is_no_xml() throws IOException {
        Path place = unit("a", "<persistence-unit");
        assertThatThrownBy(() -> read(null, place))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("META-INF/persistence.xml cannot be read (in " + place)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_unit_without_entities() throws IOException {
        Path place = unit("a", named("none", "<exclude-unlisted-classes>true</exclude-unlisted-classes>"));
        assertThatThrownBy(() -> read("none", place))
                .isInstanceOf(UsageException.class)
                .hasMessage("The persistence unit \"none\" has no entities in " + place
                        + "/. List them with <class> in persistence.xml if they live elsewhere.");
    }

    @Test
    void a_class_that_is_not_there() throws IOException {
        Path place = unit("a", named("one", "<class>com.example.Missing</class>"));
        assertThatThrownBy(() -> read("one", place))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("com.example.Missing")
                .hasMessageNotContaining("Exception")
                .hasMessageNotContaining("\n");
    }

    @Test
    void places_that_are_no_places() throws IOException {
        Path war = Files.createFile(folder.resolve("app.war"));
        Path text = Files.createFile(folder.resolve("notes.txt"));
        assertThatThrownBy(() -> EntityClassPath.of(List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> EntityClassPath.of(List.of(folder.resolve("missing"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("The class path names " + folder.resolve("missing") + ", which does not exist.");
        assertThatThrownBy(() -> EntityClassPath.of(List.of(war)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("WEB-INF/classes");
        assertThatThrownBy(() -> EntityClassPath.of(List.of(text)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("neither a jar nor a folder");
    }
}
