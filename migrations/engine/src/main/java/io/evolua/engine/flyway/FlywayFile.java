package io.evolua.engine.flyway;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Flyway's own settings of a project.
 *
 * @param file where they are
 * @param settings by Flyway's names, as in {@code flyway.table}, whatever kind of file they are from
 */
record FlywayFile(Path file, Map<String, String> settings) {

    /** Where a file of one kind is, the other kind is not looked at: so does Flyway. */
    private static final List<String> PLACES = List.of(
            "flyway.toml",
            "conf/flyway.toml",
            "flyway.conf",
            "conf/flyway.conf",
            "src/main/resources/flyway.conf",
            "src/main/resources/flyway.toml");

    private static final String FLYWAY = "flyway.";
    private static final String ENVIRONMENTS = "environments.";

    FlywayFile {
        settings = Map.copyOf(settings);
    }

    /** @throws RefusedException if there is one that cannot be understood */
    static Optional<FlywayFile> in(Path folder) {
        return PLACES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new FlywayFile(file, file.toString().endsWith(".toml") ? toml(file) : conf(file)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RefusedException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ").", e);
        }
    }

    /** A backslash is one to Flyway; only at the end of a line it joins the next to it. */
    private static Map<String, String> conf(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(file).replaceAll("\\\\(?!\\r?\\n)", "\\\\\\\\")));
        } catch (IOException e) {
            throw new RefusedException(file + " cannot be understood (" + e.getMessage() + ").", e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> settings.put(name, properties.getProperty(name).strip()));
        return settings;
    }

    /** With what a second file beside it, which is kept to oneself, says differently; of the environments that in use. */
    private static Map<String, String> toml(Path file) {
        Map<String, String> all = new TreeMap<>(Toml.read(file, text(file)));
        Path own = file.resolveSibling("flyway.user.toml");
        if (Files.isRegularFile(own)) {
            all.putAll(Toml.read(own, text(own)));
        }
        Map<String, String> settings = new TreeMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(FLYWAY)) {
                settings.put(name, value);
            }
        });
        String environment = ENVIRONMENTS + all.getOrDefault("flyway.environment", "default") + ".";
        all.forEach((name, value) -> {
            if (name.startsWith(environment)) {
                String rest = name.substring(environment.length());
                settings.put(rest.startsWith(FLYWAY) ? rest : FLYWAY + rest, value);
            }
        });
        return settings;
    }
}
