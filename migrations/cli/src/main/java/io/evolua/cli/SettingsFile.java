package io.evolua.cli;

import io.evolua.engine.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** {@code evolua.properties}: the settings by their option's name without dashes; paths are relative to the file. */
final class SettingsFile {

    static final String NAME = "evolua.properties";

    private SettingsFile() {}

    /** @throws UsageException if the file cannot be read or holds an unknown setting */
    static Map<String, String> read(Path file) {
        Properties properties = load(file);
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String key = key(name);
            if (CommandDefaults.isKey(key)) {
                CommandDefaults.requireKnown(name, key, file);
                continue;
            }
            if (PlaceholderSettings.isKey(key)) {
                settings.put(
                        PlaceholderSettings.property(key.substring(PlaceholderSettings.KEY.length())),
                        properties.getProperty(name));
                continue;
            }
            Setting setting = named(name, key, file);
            settings.put(
                    setting.property(),
                    absolute(setting, properties.getProperty(name).strip(), file));
        }
        return settings;
    }

    /**
     * What a file says of single commands, by keys as {@code upgrade.all}; nothing if there is no such file.
     *
     * @throws UsageException if the file cannot be read
     */
    static Map<String, String> ofCommands(Path file) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            Properties properties = load(file);
            for (String name : properties.stringPropertyNames()) {
                if (CommandDefaults.isKey(key(name))) {
                    defaults.put(key(name), properties.getProperty(name).strip());
                }
            }
        }
        return defaults;
    }

    private static String key(String name) {
        return name.startsWith("evolua.") ? name.substring("evolua.".length()) : name;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("Cannot read the settings file " + file + ": " + e.getMessage() + ".", e);
        }
        return properties;
    }

    private static Setting named(String name, String key, Path file) {
        for (Setting setting : Setting.values()) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        throw new UsageException(file + " has an unknown setting \"" + name + "\". Known are "
                + String.join(", ", Setting.keys()) + ".");
    }

    private static String absolute(Setting setting, String value, Path file) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (setting.kind()) {
            case TEXT, LIST, FLAG -> value;
            case PATH -> file.resolveSibling(value).toString();
            case PATHS -> absolutePaths(value, file);
        };
    }

    private static String absolutePaths(String value, Path file) {
        List<String> paths = new ArrayList<>();
        for (String path : value.split(File.pathSeparator, -1)) {
            if (!path.isBlank()) {
                paths.add(file.resolveSibling(path.strip()).toString());
            }
        }
        return String.join(File.pathSeparator, paths);
    }
}
