package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the settings together: the command line before the environment before {@code .env} before
 * {@code evolua.properties} before what the program brings along. The sources are named one by one, because their
 * discovery would cost more than a short command does.
 */
final class SettingsReader {

    private static final int COMMAND_LINE = 400;
    private static final int ENVIRONMENT = 300;
    private static final int DOT_ENV = 295;
    private static final int FILE = 250;

    private SettingsReader() {}

    /**
     * @param options what the command line says, by {@link Setting#property()}
     * @param configFile the value of {@code --config}, or null for {@code evolua.properties} in the working directory
     * @throws UsageException if a file cannot be read or holds an unknown setting
     */
    static Settings read(Surroundings surroundings, Map<String, String> options, @Nullable String configFile) {
        Path here = surroundings.workingDirectory();
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(options, "command line", COMMAND_LINE),
                        new PropertiesConfigSource(known(surroundings.environment()), "environment", ENVIRONMENT),
                        new PropertiesConfigSource(known(DotEnv.read(here.resolve(".env"))), ".env", DOT_ENV),
                        new PropertiesConfigSource(file(here, configFile), SettingsFile.NAME, FILE))
                .build();
        return new Settings(config, surroundings);
    }

    private static Map<String, String> known(Map<String, String> variables) {
        Map<String, String> settings = new LinkedHashMap<>(PlaceholderSettings.among(variables));
        for (Setting setting : Setting.values()) {
            String value = variables.get(setting.variable());
            if (value == null && setting == Setting.DATABASE_URL) {
                value = variables.get("DATABASE_URL");
            }
            if (value != null && !value.isBlank()) {
                settings.put(setting.property(), value.strip());
            }
        }
        return settings;
    }

    private static Map<String, String> file(Path here, @Nullable String configFile) {
        Path file = here.resolve(configFile == null ? SettingsFile.NAME : configFile);
        if (configFile == null && !Files.exists(file)) {
            return Map.of();
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no settings file " + file + ".");
        }
        return SettingsFile.read(file);
    }
}
