package io.evolua.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The WAR as it was before a revision: it neither knows the revision nor touches what that made. It is made of the built one,
 * from which entities are taken, and in which classes are replaced by their predecessors; a folder for each revision has both
 * ({@code src/test/previous}). What else has changed since then does not concern the schema.
 */
final class PreviousWar {

    private static final Path KEPT = Path.of("src", "test", "previous");
    private static final Path BUILT = Path.of("target", "evolua.war");
    private static final Path FOLDER = Path.of("target", "previous");
    private static final String REVISIONS = "WEB-INF/classes/META-INF/evolua/revisions";

    private PreviousWar() {}

    /** The revisions before which there was another WAR that is still known, oldest first. */
    static List<String> revisions() throws IOException {
        try (Stream<Path> folders = Files.list(KEPT)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** All revisions of the built WAR, oldest first. */
    static List<String> known() throws IOException {
        try (FileSystem war = FileSystems.newFileSystem(BUILT)) {
            return Files.readAllLines(war.getPath(REVISIONS)).stream()
                    .map(line -> line.split("\t", 2)[0])
                    .toList();
        }
    }

    /** Makes the WAR that came before a revision. */
    static Path before(String revision) throws IOException {
        Path folder = FOLDER.resolve(revision);
        Files.createDirectories(folder);
        Path war = Files.copy(BUILT, folder.resolve("evolua.war"), StandardCopyOption.REPLACE_EXISTING);
        List<Path> undone = revisions().stream()
                .filter(each -> each.compareTo(revision) >= 0)
                .map(KEPT::resolve)
                .toList();
        try (FileSystem files = FileSystems.newFileSystem(war)) {
            Path list = files.getPath(REVISIONS);
            Files.write(
                    list,
                    Files.readAllLines(list).stream()
                            .filter(line -> line.split("\t", 2)[0].compareTo(revision) < 0)
                            .toList());
            Path jar = persistenceJar(files);
            Path copy = Files.copy(jar, folder.resolve("persistence.jar"), StandardCopyOption.REPLACE_EXISTING);
            change(copy, undone, folder.resolve("classes"));
            Files.copy(copy, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return war;
    }

    private static Path persistenceJar(FileSystem war) throws IOException {
        try (Stream<Path> jars = Files.list(war.getPath("WEB-INF", "lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("evolua-persistence-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void change(Path jar, List<Path> undone, Path classes) throws IOException {
        List<Path> sources = new ArrayList<>();
        List<String> entities = new ArrayList<>();
        for (Path folder : undone) {
            entities.addAll(Files.readAllLines(folder.resolve("entities")));
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        compile(sources, classes);
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Path unit = files.getPath("META-INF", "persistence.xml");
            String text = Files.readString(unit);
            for (String entity : entities) {
                assertThat(text).contains("<class>" + entity + "</class>");
                text = text.replace("<class>" + entity + "</class>", "");
            }
            Files.writeString(unit, text);
            try (Stream<Path> compiled = Files.walk(classes)) {
                compiled.filter(Files::isRegularFile)
                        .forEach(file -> replace(
                                file, files.getPath(classes.relativize(file).toString())));
            }
        }
    }

    private static void replace(Path file, Path place) {
        assertThat(place).as("a class that still exists").exists();
        try {
            Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            boolean done = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
    }
}
