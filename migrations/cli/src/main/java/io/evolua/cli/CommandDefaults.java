package io.evolua.cli;

import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is meant by a command whose options are not said: {@code upgrade.all=schema:tenant_%} in {@code evolua.properties},
 * {@code EVOLUA_UPGRADE_ALL} in the environment. They become options before those that are said, so that whatever looks at
 * options sees them. Settings ({@link Setting}) are not among them: they hold for all commands.
 */
final class CommandDefaults {

    /** Consent to losing something is given each time, and a settings file does not name another one. */
    private static final Set<String> NEVER = Set.of(
            "config", "help", "allow-data-loss", "accept-order", "purge", "delete-missing", "abandon", "resume-at");

    private CommandDefaults() {}

    /** Whether a key of a settings file speaks of a command. */
    static boolean isKey(String key) {
        return key.indexOf('.') > 0 && Subcommands.NAMES.contains(key.substring(0, key.indexOf('.')));
    }

    /** @throws UsageException if a key that speaks of a command names no option whose default can be set */
    static void requireKnown(String name, String key, Object file) {
        String command = key.substring(0, key.indexOf('.'));
        Map<String, OptionSpec> known = of(command, Subcommands.named(command).spec());
        if (!known.containsKey(key)) {
            throw new UsageException(file + " has an unknown setting \"" + name + "\". Known of " + command + " are "
                    + String.join(", ", known.keySet()) + ".");
        }
    }

    /** The options of a command that can have a default, by their keys, in their order. */
    private static Map<String, OptionSpec> of(String command, CommandSpec spec) {
        Map<String, OptionSpec> options = new LinkedHashMap<>();
        Set<String> settings = Set.copyOf(Setting.keys());
        for (OptionSpec option : spec.options()) {
            String name = option.longestName().substring(2);
            boolean setting = settings.contains(name) || option.longestName().equals(PlaceholderSettings.OPTION);
            if (!setting && !NEVER.contains(name)) {
                options.put(command + "." + name, option);
            }
        }
        return options;
    }

    /**
     * The options that are not said and have a default, as they would be said.
     *
     * @throws UsageException if a default of a flag is neither true nor false
     */
    static List<String> unsaid(String command, ParseResult parsed, Surroundings surroundings) {
        List<Map<String, String>> sources = List.of(
                surroundings.environment(),
                DotEnv.read(surroundings.workingDirectory().resolve(".env")));
        Map<String, String> file = SettingsFile.ofCommands(
                surroundings.workingDirectory().resolve(parsed.matchedOptionValue(Options.CONFIG, SettingsFile.NAME)));
        List<String> words = new ArrayList<>();
        of(command, parsed.commandSpec()).forEach((key, option) -> {
            if (!parsed.hasMatchedOption(option)) {
                value(key, sources, file).ifPresent(value -> words.addAll(said(key, option, value)));
            }
        });
        return words;
    }

    private static Optional<String> value(String key, List<Map<String, String>> variables, Map<String, String> file) {
        String variable = "EVOLUA_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        for (Map<String, String> source : variables) {
            String value = source.get(variable);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.ofNullable(file.get(key)).filter(value -> !value.isBlank());
    }

    private static List<String> said(String key, OptionSpec option, String value) {
        if (option.arity().max() > 0) {
            return List.of(option.longestName() + "=" + value);
        }
        if (!value.equals("true") && !value.equals("false")) {
            throw new UsageException("The setting " + key + " is \"" + value + "\"; it must be true or false.");
        }
        return value.equals("true") ? List.of(option.longestName()) : List.of();
    }
}
