package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a project that has Flyway says about itself, so that nothing must be said twice.
 *
 * @param scripts the folder above its location, which becomes that of both kinds of scripts
 * @param settings ours that say what its {@code flyway.conf} says, by key
 */
public record FlywayProject(Path scripts, Map<String, String> settings) {

    private static final List<String> FILES =
            List.of("flyway.conf", "conf/flyway.conf", "src/main/resources/flyway.conf");
    private static final String RESOURCES = "src/main/resources";
    private static final String LOCATION = RESOURCES + "/db/migration";
    private static final Pattern SCRIPT = Pattern.compile("[VBR]\\d*.*__.*\\.sql");

    private static final Map<String, String> SAME = Map.of(
            "flyway.placeholderPrefix", "placeholder-prefix",
            "flyway.placeholderSuffix", "placeholder-suffix",
            "flyway.placeholderSeparator", "placeholder-separator",
            "flyway.placeholderReplacement", "placeholder-replacement");
    private static final String PLACEHOLDERS = "flyway.placeholders.";

    public FlywayProject {
        settings = Map.copyOf(settings);
    }

    /**
     * Looks for one: a {@code flyway.conf}, or scripts where Maven, Gradle and Spring Boot have them.
     *
     * @throws RefusedException if there is one whose scripts cannot be taken as they lie
     */
    public static Optional<FlywayProject> in(Path folder) {
        Optional<Path> file =
                FILES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
        if (file.isPresent()) {
            Properties conf = read(file.get());
            return Optional.of(new FlywayProject(scripts(folder, file.get(), conf), settings(conf)));
        }
        Path location = folder.resolve(LOCATION);
        return hasScripts(location)
                ? Optional.of(new FlywayProject(location.resolveSibling(""), Map.of()))
                : Optional.empty();
    }

    /** The settings as lines of {@code evolua.properties}. */
    String lines() {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue().replace("\\", "\\\\") + "\n")
                        .collect(Collectors.joining());
    }

    private static Properties read(Path file) {
        Properties conf = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            conf.load(reader);
            return conf;
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static Path scripts(Path folder, Path file, Properties conf) {
        String locations =
                conf.getProperty("flyway.locations", "classpath:db/migration").strip();
        Path location = locations.startsWith("classpath:")
                ? folder.resolve(RESOURCES)
                        .resolve(locations.substring("classpath:".length()).replaceFirst("^/", ""))
                : folder.resolve(locations.replaceFirst("^filesystem:", ""));
        if (locations.contains(",") || !location.endsWith("migration") || !Files.isDirectory(location)) {
            throw new RefusedException(file + " has its scripts in " + locations + ". Evolua takes one folder, with the"
                    + " name migration, and puts undo/ beside it: move or rename the folder, there and in " + file
                    + "; or say where the scripts shall be with --scripts. Nothing was written.");
        }
        return location.resolveSibling("");
    }

    private static Map<String, String> settings(Properties conf) {
        Map<String, String> settings = new TreeMap<>();
        String schemas = conf.getProperty("flyway.schemas", "");
        int comma = schemas.indexOf(',');
        String schema = conf.getProperty("flyway.defaultSchema", comma < 0 ? schemas : schemas.substring(0, comma))
                .strip();
        String table = conf.getProperty("flyway.table", "flyway_schema_history").strip();
        if (!schema.isEmpty() || conf.containsKey("flyway.table")) {
            settings.put("history-table", schema.isEmpty() ? table : schema + "." + table);
        }
        for (String name : new TreeSet<>(conf.stringPropertyNames())) {
            String value = conf.getProperty(name);
            if (name.startsWith(PLACEHOLDERS)) {
                settings.put("placeholders." + name.substring(PLACEHOLDERS.length()), value);
            } else if (SAME.containsKey(name)) {
                settings.put(SAME.getOrDefault(name, name), value);
            }
        }
        return settings;
    }

    private static boolean hasScripts(Path location) {
        if (!Files.isDirectory(location)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(location)) {
            return files.anyMatch(
                    file -> SCRIPT.matcher(String.valueOf(file.getFileName())).matches());
        } catch (IOException e) {
            throw new RefusedException(location + " cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
