package io.evolua.engine.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A folder of classes that a test writes in Java: a project's {@code target/classes}. */
public final class JavaSources {

    private final Path sources;
    private final Path classes;

    public JavaSources(Path folder) {
        this.sources = folder.resolve("java");
        this.classes = folder.resolve("classes");
    }

    /** Where the compiled classes are. */
    public Path classes() {
        return classes;
    }

    /**
     * Compiles a migration that extends Flyway's {@code BaseJavaMigration}.
     *
     * @param migrate the statements of its {@code migrate(Context context)}, which may throw anything
     */
    public JavaSources migration(String className, String migrate) {
        return migration(className, migrate, "");
    }

    /** As {@link #migration(String, String)}, with more members. */
    public JavaSources migration(String className, String migrate, String members) {
        return compile(
                className,
                " extends org.flywaydb.core.api.migration.BaseJavaMigration",
                "public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {\n" + migrate
                        + "\n}\n" + members);
    }

    /**
     * Compiles a class, with what is on the class path of the tests.
     *
     * @param after the class's name: what it extends and implements
     */
    public JavaSources compile(String className, String after, String body) {
        int dot = className.lastIndexOf('.');
        String text = "package " + className.substring(0, dot) + ";\nimport java.sql.*;\npublic class "
                + className.substring(dot + 1) + after + " {\n" + body + "\n}\n";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try {
            Path file = sources.resolve(className.replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.createDirectories(classes);
            Files.writeString(file, text);
            StringWriter messages = new StringWriter();
            boolean done = compiler.getTask(
                            messages,
                            null,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                    .call();
            if (!done) {
                throw new AssertionError(messages + text);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes as a jar, with entries for its folders, as build tools write them. */
    public Path jar() {
        Path jar = classes.resolveSibling("classes.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (Files.isDirectory(file)) {
                    if (!name.isEmpty()) {
                        zip.putNextEntry(new ZipEntry(name + "/"));
                    }
                } else {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(Files.readAllBytes(file));
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
