package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.jspecify.annotations.Nullable;

/**
 * Finds the script of a unit by the rules of <a
 * href="https://jakarta.ee/specifications/persistence/3.1/jakarta-persistence-spec-3.1.html#a13443">Jakarta Persistence
 * 9.4</a>: what is set together with {@code create-source}, where a script alone means that there are no tables of the
 * mappings, which nobody compares.
 */
final class CreateScripts {

    private static final String PREFIX = "persistence.schema-generation.";
    private static final String SOURCE = PREFIX + "create-source";
    private static final String SCRIPT = PREFIX + "create-script-source";

    private CreateScripts() {}

    /**
     * The script, if the unit names one and wants it besides its mappings.
     *
     * @throws UsageException if there is no such resource or file, or if {@code create-source} is none
     */
    static List<CreateScript> of(SEPersistenceUnitInfo unit, ClassLoader loader) {
        String script = property(unit.getProperties(), SCRIPT);
        String source = property(unit.getProperties(), SOURCE).toLowerCase(Locale.ROOT);
        if (script.isEmpty() || source.isEmpty() || source.equals("metadata")) {
            return List.of();
        }
        boolean first = source.equals("script-then-metadata");
        if (!first && !source.equals("metadata-then-script")) {
            throw new UsageException("The persistence unit \"" + unit.getPersistenceUnitName() + "\" says jakarta."
                    + SOURCE + "=" + source + ". What entities say is compared together with a script only as"
                    + " metadata-then-script or script-then-metadata.");
        }
        return List.of(new CreateScript(script, read(script, unit, loader), first));
    }

    private static String property(Properties properties, String name) {
        return properties
                .getProperty("jakarta." + name, properties.getProperty("javax." + name, ""))
                .strip();
    }

    private static String read(String script, SEPersistenceUnitInfo unit, ClassLoader loader) {
        try (InputStream stream = open(script, loader)) {
            if (stream != null) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "The script " + script + " of the persistence unit \"" + unit.getPersistenceUnitName()
                            + "\" cannot be read: " + e.getMessage(),
                    e);
        }
        throw new UsageException("The persistence unit \"" + unit.getPersistenceUnitName() + "\" names the script "
                + script + ", which is neither a resource in " + PersistenceUnits.locations(loader)
                + " nor a file. Mend jakarta." + SCRIPT + ", or put the script there.");
    }

    private static @Nullable InputStream open(String script, ClassLoader loader) throws IOException {
        InputStream resource = loader.getResourceAsStream(script.startsWith("/") ? script.substring(1) : script);
        if (resource != null) {
            return resource;
        }
        if (script.matches("[a-z]{2,}:.*")) {
            try {
                URL url = new URI(script).toURL();
                return url.openStream();
            } catch (URISyntaxException | IllegalArgumentException | MalformedURLException e) {
                return null;
            }
        }
        try {
            Path file = Path.of(script);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
