package io.evolua.engine.flyway;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flyway's locations as folders of scripts. */
final class Locations {

    private static final String RESOURCES = "src/main/resources";
    private static final List<String> CLASSES = List.of("src/main/java", "src/main/kotlin");
    private static final String CLASSPATH = "classpath:";
    private static final String FILESYSTEM = "filesystem:";
    private static final String NAME = "migration";

    /** Where Maven, Gradle and Spring Boot have scripts, and where Flyway's own command line has them. */
    private static final List<String> USUAL = List.of(CLASSPATH + "db/migration", FILESYSTEM + "sql");

    private static final Pattern KIND = Pattern.compile("(\\w{2,}):.*");

    private final Path folder;

    /** @param folder that of the project */
    Locations(Path folder) {
        this.folder = folder;
    }

    /**
     * What locations stand for.
     *
     * @param folders of scripts
     * @param packages of migrations written in Java, if they are not those that have the names of the folders
     * @param remarks what to tell of the other locations
     */
    record Found(List<Path> folders, List<String> packages, List<String> remarks) {}

    /**
     * Those that a project names.
     *
     * @param said from where they are, for messages
     * @param list as Flyway's setting has them
     * @param required whether each of them must be there
     * @throws RefusedException if one of them is no folder here, or there is none at all
     */
    Found named(String said, String list, boolean required) {
        List<Path> there = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        boolean ofItsOwn = false;
        for (String location : list.split(",", -1)) {
            if (!location.isBlank()) {
                Path path = path(said, location.strip());
                boolean classes = holdsClasses(location.strip());
                if (classes) {
                    packages.add(inClassPath(location.strip()).replace('/', '.'));
                }
                if (Files.isDirectory(path)) {
                    there.add(path);
                } else if (classes) {
                    ofItsOwn = true;
                } else if (required) {
                    throw refused(said, location.strip(), "is not there, and failOnMissingLocations is set. Create it");
                } else {
                    remarks.add(
                            "flyway.locations: there is no " + location.strip() + "; it is passed over, as by Flyway.");
                }
            }
        }
        if (there.isEmpty()) {
            throw new RefusedException(
                    said + " has its scripts in " + list + ", and there is no such folder. Create it,"
                            + " or say where the scripts shall be with --scripts. Nothing was written.");
        }
        List<Path> folders = new ArrayList<>();
        for (Path path : there) {
            Optional<Path> outer = there.stream()
                    .filter(other -> !other.equals(path) && path.startsWith(other))
                    .findFirst();
            if (outer.isPresent()) {
                remarks.add("flyway.locations: " + path + " lies within " + outer.get() + " and is read with it.");
            } else if (!folders.contains(root(said, path))) {
                folders.add(root(said, path));
            }
        }
        return new Found(folders, ofItsOwn ? packages : List.of(), remarks);
    }

    /** Those where scripts usually are: the first that holds some. */
    Optional<Path> usual() {
        return USUAL.stream()
                .map(location -> path("", location))
                .filter(Locations::holdsScripts)
                .map(path -> root("", path))
                .findFirst();
    }

    private Path path(String said, String location) {
        if (location.contains("*") || location.contains("?")) {
            throw refused(said, location, "has a wildcard. Name its folders one by one in flyway.locations");
        }
        if (location.startsWith(CLASSPATH)) {
            return folder.resolve(RESOURCES).resolve(inClassPath(location)).normalize();
        }
        String path = location.replaceFirst("^" + FILESYSTEM, "");
        if (KIND.matcher(path).matches()) {
            throw refused(said, location, "is no folder of this machine. Bring the scripts here");
        }
        return folder.resolve(path).normalize();
    }

    private static String inClassPath(String location) {
        return location.substring(CLASSPATH.length()).replaceFirst("^/", "");
    }

    /** Whether there are sources of classes where the location is a package. */
    private boolean holdsClasses(String location) {
        return location.startsWith(CLASSPATH)
                && CLASSES.stream()
                        .map(sources -> folder.resolve(sources).resolve(inClassPath(location)))
                        .anyMatch(Files::isDirectory);
    }

    /** A location that is not named as ours serves as it is once it holds scripts itself. */
    private static Path root(String said, Path location) {
        if (location.endsWith(NAME)) {
            return Objects.requireNonNullElse(location.getParent(), location.resolveSibling(""));
        }
        if (!holdsFiles(location)) {
            throw refused(
                    said,
                    location.toString(),
                    "holds no script itself (those in folders within it are read, too), and is not named " + NAME
                            + ". Put the first script into it, or name it " + NAME);
        }
        return location;
    }

    private static boolean holdsFiles(Path location) {
        return any(location, 1);
    }

    private static boolean holdsScripts(Path location) {
        return Files.isDirectory(location) && any(location, Integer.MAX_VALUE);
    }

    private static boolean any(Path location, int depth) {
        try (Stream<Path> files = Files.walk(location, depth)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).endsWith(".sql"));
        } catch (IOException e) {
            throw new RefusedException(location + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static RefusedException refused(String said, String location, String why) {
        return new RefusedException(said + ": the location " + location + " " + why
                + "; or say where the scripts shall be with --scripts. Nothing was written.");
    }
}
