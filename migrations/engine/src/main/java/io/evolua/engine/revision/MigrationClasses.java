package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The class path of a project, searched for migrations written in Java. They are found by the names of class files, as
 * Flyway's {@code BaseJavaMigration} wants them, in the packages that stand for the folders of scripts, and in those below;
 * no class is loaded to find one.
 */
public final class MigrationClasses {

    /** Where there is no class path. */
    public static final MigrationClasses NONE = new MigrationClasses(List.of(), List.of());

    private static final String RESOURCES = "resources";
    private static final String CLASS = ".class";

    private final List<Path> places;
    private final List<String> packages;
    private @Nullable ClassLoader loader;

    /**
     * A class path to be searched.
     *
     * @param places jars and folders of classes; what does not exist is passed over ({@link #missing})
     * @param packages where migrations are; if none is named, the packages that have the names of the folders of scripts
     */
    public MigrationClasses(List<Path> places, List<String> packages) {
        this.places = List.copyOf(places);
        this.packages = List.copyOf(packages);
    }

    /** Places of the class path that are not there, so that migrations in them would not be found. */
    public List<Path> missing() {
        return places.stream().filter(Files::notExists).toList();
    }

    /** Has the classes that are found. Made when the first is loaded; it lives as long as they do. */
    synchronized ClassLoader loader() {
        if (loader == null) {
            loader = MigrationLoader.over(places);
        }
        return loader;
    }

    /**
     * Finds those that belong to a folder of scripts.
     *
     * @param root that folder
     * @param placeholders which a class may ask for
     * @return in the order of their names, each once, as the class path has it first
     * @throws RefusedException if a place cannot be read
     */
    List<JavaClass> of(ScriptRoot root, Placeholders placeholders) {
        if (places.isEmpty()) {
            return List.of();
        }
        Map<String, JavaClass> found = new LinkedHashMap<>();
        List<String> parents = parents(root);
        for (Path place : places) {
            for (String entry : entries(place, parents)) {
                String name =
                        entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
                JavaName.parse(name)
                        .ifPresent(parsed -> found.putIfAbsent(
                                name, new JavaClass(name, parsed, place, root.folder(), this, placeholders)));
            }
        }
        return List.copyOf(found.values());
    }

    /** The packages to look in, as paths. */
    private List<String> parents(ScriptRoot root) {
        if (packages.isEmpty()) {
            String own = path(root.folder());
            return root.isLocation()
                    ? List.of(own.substring(0, own.length() - 1))
                    : List.of(own + ScriptRoot.UP, own + ScriptRoot.DOWN);
        }
        return packages.stream()
                .map(name -> name.replace('.', '/'))
                .flatMap(name -> Stream.of(name, name.substring(0, name.lastIndexOf('/') + 1) + ScriptRoot.DOWN))
                .distinct()
                .toList();
    }

    /** What a class path calls the folder: where it lies below {@code resources}, or its own name. */
    private static String path(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        int from = Math.max(0, whole.getNameCount() - 1);
        for (int i = 0; i < whole.getNameCount(); i++) {
            if (whole.getName(i).toString().equals(RESOURCES)) {
                from = i + 1;
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = from; i < whole.getNameCount(); i++) {
            path.append(whole.getName(i)).append('/');
        }
        return path.toString();
    }

    private static Iterable<String> entries(Path place, List<String> parents) {
        TreeSet<String> entries = new TreeSet<>();
        try {
            if (place.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
                inJar(place, parents, entries);
            } else {
                for (String parent : parents) {
                    inFolder(place, parent, entries);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(
                    place + " of the class path cannot be searched for Java migrations (" + e.getMessage() + ").", e);
        }
        return entries;
    }

    private static void inFolder(Path place, String parent, Set<String> entries) throws IOException {
        if (Files.isDirectory(place.resolve(parent))) {
            try (Stream<Path> files = Files.walk(place.resolve(parent))) {
                files.map(file -> place.relativize(file).toString().replace('\\', '/'))
                        .filter(file -> file.endsWith(CLASS))
                        .forEach(entries::add);
            }
        }
    }

    /** As Flyway, only where the jar has an entry for the folder: others need not be read from end to end. */
    private static void inJar(Path jar, List<String> parents, Set<String> entries) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String parent : parents) {
                if (zip.getEntry(parent + "/") != null) {
                    zip.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.startsWith(parent + "/") && name.endsWith(CLASS))
                            .forEach(entries::add);
                }
            }
        }
    }

    /** Classes that are not found for want of a place, in words; nothing if there is none missing. */
    public Optional<String> remark() {
        List<Path> missing = missing();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Not searched for Java migrations, because the class path names what is not there: "
                        + String.join(", ", missing.stream().map(Path::toString).toList()));
    }
}
