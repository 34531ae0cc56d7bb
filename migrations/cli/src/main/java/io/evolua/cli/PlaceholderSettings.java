package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.revision.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What may stand in scripts for values: {@code placeholders.NAME}, wherever settings come from. */
final class PlaceholderSettings {

    static final String OPTION = "--placeholder";

    /** In {@code evolua.properties}, before the name. */
    static final String KEY = "placeholders.";

    /** In MicroProfile Config, before the name in lower case: case does not count. */
    private static final String PROPERTY = "evolua." + KEY;

    /** In the environment and in {@code .env}; the last one wins. */
    private static final List<String> VARIABLES = List.of("FLYWAY_PLACEHOLDERS_", "EVOLUA_PLACEHOLDERS_");

    private PlaceholderSettings() {}

    static boolean isKey(String key) {
        return key.startsWith(KEY) && key.length() > KEY.length();
    }

    static String property(String name) {
        return PROPERTY + name.toLowerCase(Locale.ROOT);
    }

    /** Those among variables, by their properties. */
    static Map<String, String> among(Map<String, String> variables) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String prefix : VARIABLES) {
            variables.forEach((variable, value) -> {
                if (variable.startsWith(prefix) && variable.length() > prefix.length()) {
                    found.put(property(variable.substring(prefix.length())), value);
                }
            });
        }
        return found;
    }

    /**
     * Those of the command line, by their properties.
     *
     * @throws UsageException if one is not written as a name and a value
     */
    static Map<String, String> of(List<String> options) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        OPTION + " \"" + option + "\": write a name and its value, as in " + OPTION + " name=value.");
            }
            found.put(property(option.substring(0, equals)), option.substring(equals + 1));
        }
        return found;
    }

    /** All of them, as the engine takes them. */
    static Placeholders of(Settings settings) {
        Placeholders.Syntax standard = Placeholders.Syntax.DEFAULT;
        Supplier<Map<String, String>> nothing = Map::of;
        return new Placeholders(
                new Placeholders.Syntax(
                        replaced(settings),
                        settings.text(Setting.PLACEHOLDER_PREFIX).orElse(standard.prefix()),
                        settings.text(Setting.PLACEHOLDER_SUFFIX).orElse(standard.suffix()),
                        settings.text(Setting.PLACEHOLDER_SEPARATOR).orElse(standard.separator())),
                settings.valuesBehind(PROPERTY),
                nothing);
    }

    private static boolean replaced(Settings settings) {
        Optional<String> said = settings.text(Setting.PLACEHOLDER_REPLACEMENT);
        said.filter(value -> !value.equals("true") && !value.equals("false")).ifPresent(value -> {
            throw new UsageException("The setting " + Setting.PLACEHOLDER_REPLACEMENT.key() + " is \"" + value
                    + "\"; it must be true or false.");
        });
        return !said.equals(Optional.of("false"));
    }
}
