package io.evolua.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Jars and WARs of some of the test's own classes. */
final class Archives {

    private Archives() {}

    static void executableJar(Path file, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            add(jar, "", main);
        }
    }

    static void war(Path file, List<Class<?>> classes) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream war = new JarOutputStream(out)) {
            war.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
            for (Class<?> type : classes) {
                add(war, "WEB-INF/classes/", type);
            }
        }
    }

    private static void add(JarOutputStream jar, String folder, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(folder + name));
        try (InputStream bytes = type.getResourceAsStream("/" + name)) {
            jar.write(Objects.requireNonNull(bytes, name).readAllBytes());
        }
    }
}
