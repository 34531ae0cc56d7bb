package io.evolua.persistence;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Settings as the server finds them: MicroProfile Config. Where there is none, or not yet, system properties and
 * environment variables are looked up as MicroProfile Config would. GlassFish has it only after it has opened the
 * persistence units, which need to know where the database is.
 */
public final class ServerSettings {

    private ServerSettings() {}

    /** The value of a setting, which may be blank. */
    public static Optional<String> find(String name) {
        Config config;
        try {
            config = ConfigProvider.getConfig();
        } catch (IllegalStateException | NoClassDefFoundError e) {
            return withoutConfig(name);
        }
        return config.getOptionalValue(name, String.class);
    }

    private static Optional<String> withoutConfig(String name) {
        return Optional.ofNullable(System.getProperty(name)).or(() -> inEnvironment(System.getenv(), name));
    }

    /** MicroProfile Config 3.1, “Environment Variables Mapping Rules”. */
    static Optional<String> inEnvironment(Map<String, String> environment, String name) {
        String underscored = name.replaceAll("[^a-zA-Z0-9_]", "_");
        return Stream.of(name, underscored, underscored.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
