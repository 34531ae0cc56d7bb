package io.evolua.cli;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One call of a command: what was said, the settings, and where to print. */
final class Invocation {

    private final ParseResult parsed;
    private final Surroundings surroundings;
    private final Console console;
    private @Nullable Settings settings;

    Invocation(ParseResult parsed, Surroundings surroundings, Console console) {
        this.parsed = parsed;
        this.surroundings = surroundings;
        this.console = console;
    }

    Console console() {
        return console;
    }

    boolean flag(String option) {
        return parsed.hasMatchedOption(option);
    }

    Optional<String> text(String option) {
        @Nullable String value = parsed.matchedOptionValue(option, (String) null);
        return Optional.ofNullable(value).map(RelativeArguments::unmark);
    }

    /** What was said each time. */
    List<String> texts(String option) {
        @Nullable List<String> values = parsed.matchedOptionValue(option, (List<String>) null);
        return values == null
                ? List.of()
                : values.stream().map(RelativeArguments::unmark).toList();
    }

    Optional<String> positional() {
        @Nullable String value = parsed.matchedPositionalValue(0, (String) null);
        return Optional.ofNullable(value).map(RelativeArguments::unmark);
    }

    /** All of a command that takes several. */
    List<String> positionals() {
        @Nullable List<String> values = parsed.matchedPositionalValue(0, (List<String>) null);
        return values == null
                ? List.of()
                : values.stream().map(RelativeArguments::unmark).toList();
    }

    /** A variable of the environment that is nobody's setting. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }

    boolean json() {
        return flag(Options.JSON);
    }

    private Optional<String> option(Setting setting) {
        String name = "--" + setting.key();
        return switch (setting.kind()) {
            case LIST ->
                Optional.of(parsed.matchedOptionValue(name, List.<String>of()))
                        .filter(values -> !values.isEmpty())
                        .map(values ->
                                values.stream().map(RelativeArguments::unmark).collect(joining(",")));
            case FLAG -> Optional.of("true").filter(given -> flag(name));
            case TEXT, PATH, PATHS -> text(name);
        };
    }

    /** Read when they are first asked for. */
    Settings settings() {
        Settings known = settings;
        if (known == null) {
            Map<String, String> options = new LinkedHashMap<>();
            for (Setting setting : Setting.values()) {
                option(setting).ifPresent(value -> options.put(setting.property(), value));
            }
            options.putAll(PlaceholderSettings.of(texts(PlaceholderSettings.OPTION)));
            known = SettingsReader.read(
                    surroundings, options, text(Options.CONFIG).orElse(null));
            settings = known;
        }
        return known;
    }
}
