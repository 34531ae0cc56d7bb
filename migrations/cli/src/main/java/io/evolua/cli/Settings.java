package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.smallrye.config.SmallRyeConfig;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings as one command needs them. What is missing is named with every way to give it. */
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

    /** @throws UsageException if the setting is given nowhere */
    String required(Setting setting, String example) {
        return text(setting)
                .orElseThrow(
                        () -> new UsageException("--" + setting.key() + " is missing. Give --" + setting.key() + " "
                                + example + ", or set " + variables(setting) + " in the environment or in .env, or "
                                + setting.key() + " in " + SettingsFile.NAME + "."));
    }

    /** The folder that holds {@code migration/} and {@code undo/}: the given one, or the program's own. */
    Path scripts() {
        Supplier<Path> own = ownScripts;
        return own != null && text(Setting.SCRIPTS).isEmpty() ? own.get() : writableScripts();
    }

    /** Where {@code init} makes the folders: as set, or {@code db}; written so that it is right within the file. */
    Path newScripts(Path settingsFile) {
        Path scripts = workingDirectory.resolve(text(Setting.SCRIPTS).orElse("db"));
        return settingsFile.getParent() == null ? scripts : scripts.toAbsolutePath();
    }

    /** @throws UsageException if it is set to something else than a duration */
    Optional<Duration> duration(Setting setting) {
        return text(setting).map(text -> Durations.parse(setting, text));
    }

    /** The folder for new scripts; the program's own ones cannot grow. */
    Path writableScripts() {
        return workingDirectory.resolve(required(Setting.SCRIPTS, "DIR (the folder that holds migration/ and undo/)"));
    }

    List<Path> classpath() {
        List<Path> paths = new ArrayList<>();
        for (String path : text(Setting.CLASSPATH).orElse("").split(File.pathSeparator, -1)) {
            if (!path.isBlank()) {
                paths.add(workingDirectory.resolve(path));
            }
        }
        return paths;
    }

    private static String variables(Setting setting) {
        return setting == Setting.DATABASE_URL ? "DATABASE_URL" : setting.variable();
    }
}
