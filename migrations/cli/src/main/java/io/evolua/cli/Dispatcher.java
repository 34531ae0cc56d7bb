package io.evolua.cli;

import io.evolua.engine.EvoluaException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command with picocli, runs it, and turns what goes wrong into a message. */
final class Dispatcher {

    private final Surroundings surroundings;
    private final Console console;

    Dispatcher(Surroundings surroundings, Console console) {
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
        String name = words.get(0);
        if (!Subcommands.NAMES.contains(name)) {
            throw unknown(name.equals("help") && words.size() > 1 ? words.get(1) : name, words);
        }
        Subcommand command = Subcommands.named(name);
        CommandLine line = HelpRenderer.command(name, command);
        ParseResult parsed = line.parseArgs(RelativeArguments.mark(words.subList(1, words.size())));
        return command.run(new Invocation(parsed, surroundings, console));
    }

    private static ParameterException unknown(String word, List<String> words) {
        CommandLine program = HelpRenderer.program();
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
