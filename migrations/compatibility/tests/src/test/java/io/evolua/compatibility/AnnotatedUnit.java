package io.evolua.compatibility;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Entities compiled with the provider's own Jakarta Persistence, which may know more than the one of these tests. */
final class AnnotatedUnit {

    private AnnotatedUnit() {}

    /**
     * Compiles one file and makes a unit of it.
     *
     * @param source of the package {@code annotated}, its classes package-private or nested
     * @param classes the entities' names without the package
     * @param ormXml empty for none
     * @return the class path
     */
    static List<Path> of(Provider provider, Path work, String source, List<String> classes, String ormXml)
            throws IOException {
        List<Path> jars = provider.jars();
        Path file = work.resolve("sources/annotated/Entities.java");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(
                file,
                "package annotated; import jakarta.persistence.*; import java.util.*; public class Entities { " + source
                        + "}");
        Path output = Files.createDirectories(work.resolve("unit"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-d",
                    output.toString(),
                    "-cp",
                    jars.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator)));
            boolean compiled = compiler.getTask(
                            problems, files, null, options, null, files.getJavaFileObjects(file.toFile()))
                    .call();
            if (!compiled) {
                throw new AssertionError(problems);
            }
        }
        if (!ormXml.isEmpty()) {
            Files.createDirectories(output.resolve("META-INF"));
            Files.writeString(output.resolve("META-INF/orm.xml"), ormXml);
        }
        provider.descriptor(output, classes.stream().map(name -> "annotated.Entities$" + name));
        return Stream.concat(Stream.of(output), jars.stream()).collect(Collectors.toCollection(ArrayList::new));
    }
}
