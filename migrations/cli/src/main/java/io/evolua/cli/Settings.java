package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.revision.FileTemplate;
import io.evolua.engine.revision.MigrationClasses;
import io.evolua.engine.revision.ScriptFolders;
import io.smallrye.config.SmallRyeConfig;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings as one command needs them. */
final class Settings {

    private final SmallRyeConfig config;
    private final Path workingDirectory;
    private final @Nullable Supplier<Path> ownScripts;

    Settings(SmallRyeConfig config, Surroundings surroundings) {
        this.config = config;
        this.workingDirectory = surroundings.workingDirectory();
        this.ownScripts = surroundings.defaults().scripts();
    }

    Path workingDirectory() {
        return workingDirectory;
    }

    Optional<String> text(Setting setting) {
        @Nullable String value = config.getConfigValue(setting.property()).getValue();
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** What is set by names that begin like this, by the rest of the name. */
    Map<String, String> valuesBehind(String prefix) {
        Map<String, String> values = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            @Nullable
            String value = name.startsWith(prefix) ? config.getConfigValue(name).getValue() : null;
            if (value != null) {
                values.put(name.substring(prefix.length()), value);
            }
        }
        return values;
    }

    /**
     * The folders that hold {@code migration/} and {@code undo/}: the given ones, or the program's own, or {@code db}.
     *
     * @throws UsageException if the template for new files is none
     */
    ScriptFolders scripts() {
        return folders(scriptFolders());
    }

    /** Where {@code init} makes the folders, written so that they are right within the file. */
    ScriptFolders newScripts(Path settingsFile) {
        return settingsFile.getParent() == null
                ? scripts()
                : folders(scriptFolders().stream().map(Path::toAbsolutePath).toList());
    }

    /** Other folders than those that are set. */
    ScriptFolders folders(List<Path> paths) {
        return new ScriptFolders(
                paths,
                text(Setting.FILE_TEMPLATE).map(FileTemplate::new).orElse(FileTemplate.DEFAULT),
                new MigrationClasses(classpath(), list(Setting.MIGRATION_PACKAGES)));
    }

    private List<Path> scriptFolders() {
        List<Path> given = paths(Setting.SCRIPTS);
        if (!given.isEmpty()) {
            return given;
        }
        Supplier<Path> own = ownScripts;
        return List.of(own != null ? own.get() : workingDirectory.resolve("db"));
    }

    /** @throws UsageException if it is set to something else than a duration */
    Optional<Duration> duration(Setting setting) {
        return text(setting).map(text -> Durations.parse(setting, text));
    }

    /** @throws UsageException if it is set to something else than a whole number that is not negative */
    Optional<Integer> number(Setting setting) {
        return text(setting).map(text -> {
            if (!text.matches("\\d{1,6}")) {
                throw new UsageException(
                        "The setting " + setting.key() + " is \"" + text + "\"; it must be a number, as in 10.");
            }
            return Integer.valueOf(text);
        });
    }

    Set<String> schemas() {
        return new TreeSet<>(list(Setting.SCHEMAS));
    }

    /** What is separated by commas. */
    List<String> list(Setting setting) {
        return text(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** @throws UsageException if it is set to something else than true or false */
    boolean flag(Setting setting) {
        String value = text(setting).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageException(
                    "The setting " + setting.key() + " is \"" + value + "\"; it must be true or false.");
        }
        return value.equals("true");
    }

    List<Path> classpath() {
        return paths(Setting.CLASSPATH);
    }

    private List<Path> paths(Setting setting) {
        List<Path> paths = new ArrayList<>();
        for (String path : text(setting).orElse("").split(File.pathSeparator, -1)) {
            if (!path.isBlank()) {
                paths.add(workingDirectory.resolve(path));
            }
        }
        return paths;
    }
}
