package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flyway's placeholders: {@code ${name}} anywhere in a script, in strings and comments too, stands for a value. Names are
 * compared without regard to case. What a value holds is not looked at again.
 */
public final class Placeholders {

    /** How they are written and whether they are replaced at all. */
    public record Syntax(boolean replaced, String prefix, String suffix, String separator) {

        /** Flyway's defaults. */
        public static final Syntax DEFAULT = new Syntax(true, "${", "}", ":");
    }

    /** Flyway's defaults without any values; those of Flyway itself are not known. */
    public static final Placeholders NONE = new Placeholders(Syntax.DEFAULT, Map.of(), Map::of);

    private static final String FILE_NAME = "filename";

    private final Syntax syntax;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Supplier<Map<String, String>> ofDatabase;

    /**
     * Placeholders with their values.
     *
     * @param values by name
     * @param ofDatabase the values of those that Flyway defines, by name without {@code flyway:}; asked for when a script
     *     uses one
     */
    public Placeholders(Syntax syntax, Map<String, String> values, Supplier<Map<String, String>> ofDatabase) {
        this.syntax = syntax;
        this.values.putAll(values);
        this.ofDatabase = ofDatabase;
    }

    /** The same with other values for those that Flyway defines. */
    public Placeholders withDatabase(Supplier<Map<String, String>> other) {
        return new Placeholders(syntax, values, other);
    }

    /** As Flyway's own settings say it, by their keys. */
    public Map<String, String> asSettings() {
        Map<String, String> settings = new TreeMap<>();
        values.forEach((name, value) -> settings.put("flyway.placeholders." + name, value));
        settings.put("flyway.placeholderReplacement", String.valueOf(syntax.replaced()));
        settings.put("flyway.placeholderPrefix", syntax.prefix());
        settings.put("flyway.placeholderSuffix", syntax.suffix());
        settings.put("flyway.placeholderSeparator", syntax.separator());
        return settings;
    }

    /** Whether a text holds what would be taken for a placeholder. */
    boolean in(String text) {
        return syntax.replaced() && text.contains(syntax.prefix());
    }

    /** Whether a text holds one of those that Flyway defines. */
    boolean ofFlywayIn(String text) {
        int start = syntax.replaced() ? text.indexOf(syntax.prefix()) : -1;
        String own = own();
        while (start >= 0 && !text.regionMatches(true, start + syntax.prefix().length(), own, 0, own.length())) {
            start = text.indexOf(syntax.prefix(), start + 1);
        }
        return start >= 0;
    }

    private String own() {
        return "flyway" + syntax.separator();
    }

    /**
     * The text with values in the place of placeholders.
     *
     * @param script whose text it is
     * @param wanted what the script's own settings say about it
     * @throws RefusedException if there is no value, naming script, line and placeholder
     */
    String replace(Script script, String text, Optional<Boolean> wanted) {
        if (!wanted.orElse(syntax.replaced())) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        int from = 0;
        int start = text.indexOf(syntax.prefix());
        while (start >= 0) {
            int nameStart = start + syntax.prefix().length();
            int end = text.indexOf(syntax.suffix(), nameStart);
            if (end < 0) {
                throw refused(
                        script,
                        text,
                        start,
                        text.substring(start).lines().findFirst().orElse("") + " is not closed by " + syntax.suffix());
            }
            String name = text.substring(nameStart, end);
            result.append(text, from, start).append(value(script, text, start, name));
            from = end + syntax.suffix().length();
            start = text.indexOf(syntax.prefix(), from);
        }
        return from == 0 ? text : result.append(text, from, text.length()).toString();
    }

    private String value(Script script, String text, int at, String name) {
        String own = own();
        @Nullable String value = values.get(name);
        if (value == null && name.regionMatches(true, 0, own, 0, own.length())) {
            value = ofFlyway(script, name.substring(own.length()));
        }
        if (value == null) {
            throw refused(
                    script,
                    text,
                    at,
                    "there is no value for the placeholder " + syntax.prefix() + name + syntax.suffix());
        }
        return value;
    }

    private @Nullable String ofFlyway(Script script, String name) {
        if (name.equalsIgnoreCase(FILE_NAME)) {
            return String.valueOf(script.file().getFileName());
        }
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(ofDatabase.get());
        return known.get(name);
    }

    private RefusedException refused(Script script, String text, int at, String what) {
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new RefusedException(script.display() + ":" + line + ": " + what + ". Give it one with --placeholder"
                + " name=value, or placeholders.name=value in evolua.properties; or, if the text is meant as it is, write"
                + " placeholderReplacement=false into "
                + ScriptConf.beside(script.file()).getFileName()
                + " beside the script.");
    }
}
