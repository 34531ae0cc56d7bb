package io.evolua.dev;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that the started programs see: those of the {@code .env} file, and over them the real environment.
 *
 * @param variables names and values
 */
record Environment(Map<String, String> variables) {

    static final String DATABASE_URL = "DATABASE_URL";
    static final String SECRET_KEY = "SECRET_KEY";

    private static final int SECRET_KEY_BYTES = 48;

    Environment {
        variables = Map.copyOf(variables);
    }

    /** @throws DevException if the {@code .env} file cannot be read */
    static Environment of(Project project, Map<String, String> process) {
        Map<String, String> variables = new LinkedHashMap<>();
        try {
            Dotenv.configure()
                    .directory(project.root().toString())
                    .ignoreIfMissing()
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .forEach((DotenvEntry entry) -> variables.put(entry.getKey(), entry.getValue()));
        } catch (DotenvException e) {
            throw new DevException("Cannot read " + project.dotEnv() + ": " + e.getMessage(), e);
        }
        variables.putAll(process);
        return new Environment(variables);
    }

    /** The database that the user named, if any; an empty value names none. */
    Optional<String> databaseUrl() {
        return Optional.ofNullable(variables.get(DATABASE_URL))
                .map(String::strip)
                .filter(url -> !url.isEmpty());
    }

    Environment withDatabaseUrl(String url) {
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.put(DATABASE_URL, url);
        return new Environment(changed);
    }

    /**
     * With a key to sign tokens with, if the user named none: another one for each run, so that tokens end with it and
     * nobody takes it for one of production.
     */
    Environment withSecretKey() {
        if (!variables.getOrDefault(SECRET_KEY, "").isBlank()) {
            return this;
        }
        byte[] random = new byte[SECRET_KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.put(SECRET_KEY, Base64.getEncoder().encodeToString(random));
        return new Environment(changed);
    }

    /** The address without its password, wherever it stands. */
    static String withoutPassword(String url) {
        return url.replaceAll("(://[^:/@?]*):[^/?]*@", "$1:***@").replaceAll("(?i)([?&]password=)[^&]*", "$1***");
    }
}
