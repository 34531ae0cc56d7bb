package io.evolua.engine.flyway;

import io.evolua.engine.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a project that has Flyway says about itself, so that nothing must be said twice.
 *
 * @param scripts its locations, as folders of scripts
 * @param settings ours that say what its own file says, by key
 * @param remarks what its file says and is otherwise here, with what to do
 */
public record FlywayProject(List<Path> scripts, Map<String, String> settings, List<String> remarks) {

    private static final String FLYWAY = "flyway.";
    private static final String PLACEHOLDERS = "placeholders.";

    /** A value that Flyway takes from the environment, or from wherever secrets are kept. */
    private static final Pattern RESOLVED = Pattern.compile(".*\\$\\{[^}]+}.*", Pattern.DOTALL);

    public FlywayProject {
        scripts = List.copyOf(scripts);
        settings = Map.copyOf(settings);
        remarks = List.copyOf(remarks);
    }

    /**
     * Looks for one: a {@code flyway.toml} or {@code flyway.conf}, or scripts where Maven, Gradle, Spring Boot and Flyway
     * have them.
     *
     * @throws RefusedException if there is one whose scripts cannot be taken as they lie
     */
    public static Optional<FlywayProject> in(Path folder) {
        Optional<FlywayFile> file = FlywayFile.in(folder);
        Locations locations = new Locations(folder);
        if (file.isEmpty()) {
            return locations.usual().map(usual -> new FlywayProject(List.of(usual), Map.of(), List.of()));
        }
        return Optional.of(read(file.get(), locations));
    }

    private static FlywayProject read(FlywayFile file, Locations locations) {
        Map<String, String> said = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        file.settings().forEach((name, value) -> {
            if (name.startsWith(FLYWAY)) {
                said.put(name.substring(FLYWAY.length()), value);
            }
        });
        requireReadable(file.file(), said);
        Map<String, String> settings = historyTable(said);
        for (Map.Entry<String, String> each : said.entrySet()) {
            String name = each.getKey();
            String key = name.startsWith(PLACEHOLDERS) ? name : Meaning.SAME.getOrDefault(name, "");
            if (!key.isEmpty() && RESOLVED.matcher(each.getValue()).matches()) {
                remarks.add(FLYWAY + name + " is resolved by Flyway: say it in the environment, as " + "EVOLUA_"
                        + key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT) + ".");
            } else if (!key.isEmpty()) {
                settings.put(key, ours(name, each.getValue()));
            }
            Meaning.otherwise(name, each.getValue())
                    .ifPresent(here -> remarks.add(FLYWAY + name + "=" + each.getValue() + ": " + here + "."));
        }
        remarks.addAll(schemas(said));
        String list = said.getOrDefault("locations", "");
        Optional<Path> usual = list.isEmpty() ? locations.usual() : Optional.empty();
        if (usual.isPresent()) {
            return new FlywayProject(List.of(usual.get()), settings, remarks);
        }
        Locations.Found found = locations.named(
                file.file().toString(),
                list.isEmpty() ? "classpath:db/migration" : list,
                Boolean.parseBoolean(said.get("failOnMissingLocations")));
        remarks.addAll(found.remarks());
        if (!found.packages().isEmpty()) {
            settings.put("migration-packages", String.join(",", found.packages()));
        }
        return new FlywayProject(found.folders(), settings, remarks);
    }

    /** Case does not count in Flyway's truth values. */
    private static String ours(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return !name.startsWith(PLACEHOLDERS) && (lower.equals("true") || lower.equals("false")) ? lower : value;
    }

    private static void requireReadable(Path file, Map<String, String> said) {
        Meaning.REQUIRED.forEach((name, value) -> {
            String other = said.getOrDefault(name, value);
            if (!other.equalsIgnoreCase(value)) {
                throw new RefusedException(file + " says flyway." + name + "=" + other + ", and scripts are read with "
                        + value + " only. Change them and the setting. Nothing was written.");
            }
        });
    }

    private static Map<String, String> historyTable(Map<String, String> said) {
        Map<String, String> settings = new TreeMap<>();
        String schema = schema(said);
        String table = said.getOrDefault("table", "flyway_schema_history");
        if (!schema.isEmpty() || said.containsKey("table")) {
            settings.put("history-table", schema.isEmpty() ? table : schema + "." + table);
        }
        return settings;
    }

    /** Flyway's default schema: the one that is said, or else the first of all. */
    private static String schema(Map<String, String> said) {
        String schemas = said.getOrDefault("schemas", "");
        int comma = schemas.indexOf(',');
        return said.getOrDefault("defaultSchema", comma < 0 ? schemas : schemas.substring(0, comma))
                .strip();
    }

    /** Flyway creates it and lets scripts run in it. */
    private static List<String> schemas(Map<String, String> said) {
        String schema = schema(said);
        return schema.isEmpty() || schema.equals("public")
                ? List.of()
                : List.of("flyway.defaultSchema, flyway.schemas: Flyway creates " + schema + " and runs scripts in it."
                        + " Create it, and say it in the database URL: currentSchema=" + schema + ".");
    }

    /** The settings as lines of {@code evolua.properties}. */
    public String lines() {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue().replace("\\", "\\\\") + "\n")
                        .collect(Collectors.joining());
    }
}
