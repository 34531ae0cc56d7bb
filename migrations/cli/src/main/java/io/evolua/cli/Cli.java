package io.evolua.cli;

import io.evolua.engine.EvoluaException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From arguments to an exit code. */
final class Cli {

    private final Surroundings surroundings;
    private final Console console;

    Cli(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    int execute(String... args) {
        try {
            return dispatch(List.of(args)).code();
        } catch (ParameterException e) {
            return new Failures(console, args).usage(e);
        } catch (EvoluaException e) {
            return new Failures(console, args).expected(e);
        } catch (RuntimeException | Error e) {
            return new Failures(console, args).unexpected(e);
        }
    }

    private ExitCode dispatch(List<String> words) {
        if (words.isEmpty()) {
            console.message(HelpText.of(HelpText.PROGRAM).stripTrailing());
            return ExitCode.USAGE;
        }
        String first = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (Subcommands.NAMES.contains(first)) {
            return run(first, rest);
        }
        return switch (first) {
            case "--help", "-h" -> help(HelpText.PROGRAM);
            case "--version", "-V" -> version();
            case "help" -> help(rest.isEmpty() ? HelpText.PROGRAM : known(rest.get(0), words));
            default -> throw unknown(first, words);
        };
    }

    private ExitCode run(String name, List<String> args) {
        if (args.contains("--help") || args.contains("-h")) {
            return help(name);
        }
        Subcommand command = Subcommands.named(name);
        CommandLine line = HelpText.command(name, command);
        ParseResult parsed = line.parseArgs(RelativeArguments.mark(args));
        return command.run(new Invocation(parsed, surroundings, console));
    }

    private ExitCode help(String name) {
        console.print(HelpText.of(name));
        return ExitCode.DONE;
    }

    private ExitCode version() {
        String version = Cli.class.getPackage().getImplementationVersion();
        console.line(HelpText.PROGRAM + " " + (version == null ? "(not packaged)" : version));
        return ExitCode.DONE;
    }

    private static String known(String name, List<String> words) {
        if (Subcommands.NAMES.contains(name)) {
            return name;
        }
        throw unknown(name, words);
    }

    private static ParameterException unknown(String word, List<String> words) {
        CommandLine program = HelpText.program();
        if (word.startsWith("-")) {
            boolean elsewhere = words.stream().anyMatch(Subcommands.NAMES::contains);
            return new ParameterException(
                    program, "Unknown option: '" + word + "'" + (elsewhere ? "; options come after the command" : ""));
        }
        List<String> similar = new UnmatchedArgumentException(program, List.of(word)).getSuggestions();
        return new ParameterException(
                program,
                "Unknown command: '" + word + "'"
                        + (similar.isEmpty() ? "." : "; did you mean " + similar.get(0) + "?")
                        + " Commands are " + String.join(", ", Subcommands.NAMES));
    }
}
