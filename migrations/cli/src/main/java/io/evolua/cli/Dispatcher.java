package io.evolua.cli;

import io.evolua.engine.EvoluaException;
import java.util.ArrayList;
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
        List<String> words = new ArrayList<>(List.of(args));
        try {
            return dispatch(words).code();
        } catch (ParameterException e) {
            return new Failures(console, words).usage(e);
        } catch (EvoluaException e) {
            return new Failures(console, words).expected(e);
        } catch (RuntimeException | Error e) {
            return new Failures(console, words).unexpected(e);
        }
    }

    /** @param words to which the options are added that are meant without being said */
    private ExitCode dispatch(List<String> words) {
        String name = words.get(0);
        if (!Subcommands.NAMES.contains(name)) {
            throw unknown(name.equals("help") && words.size() > 1 ? words.get(1) : name, words);
        }
        Subcommand command = Subcommands.named(name);
        CommandLine line = HelpRenderer.command(name, command);
        ParseResult parsed = parse(line, words);
        List<String> unsaid = CommandDefaults.unsaid(name, parsed, surroundings);
        if (!unsaid.isEmpty()) {
            words.addAll(1, unsaid);
            parsed = parse(line, words);
        }
        return command.run(new Invocation(parsed, surroundings, console));
    }

    private static ParseResult parse(CommandLine line, List<String> words) {
        return line.parseArgs(RelativeArguments.mark(words.subList(1, words.size())));
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
