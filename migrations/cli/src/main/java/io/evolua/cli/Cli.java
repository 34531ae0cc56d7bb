package io.evolua.cli;

import io.evolua.engine.EvoluaException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
        Failures failures = new Failures(console, args);
        try {
            return dispatch(args).code();
        } catch (ParameterException e) {
            return failures.usage(e);
        } catch (EvoluaException e) {
            return failures.expected(e);
        } catch (RuntimeException | Error e) {
            return failures.unexpected(e);
        }
    }

    private ExitCode dispatch(String[] args) {
        List<String> words = List.of(args);
        if (words.isEmpty()) {
            console.message(help(root()).stripTrailing());
            return ExitCode.USAGE;
        }
        String first = words.get(0);
        if (first.equals("help") && words.size() > 1 && Subcommands.NAMES.contains(words.get(1))) {
            return dispatch(new String[] {words.get(1), "--help"});
        }
        return Subcommands.NAMES.contains(first)
                ? run(first, Arrays.copyOfRange(args, 1, args.length))
                : parseRoot(args);
    }

    private ExitCode run(String name, String[] args) {
        Subcommand command = Subcommands.named(name);
        CommandLine line = new CommandLine(command.spec().name(program() + " " + name));
        ParseResult parsed = line.parseArgs(RelativeArguments.mark(args));
        if (parsed.isUsageHelpRequested()) {
            console.print(help(line));
            return ExitCode.DONE;
        }
        return command.run(new Invocation(parsed, surroundings, console));
    }

    /** Anything but a command first: a question about the program, or a mistake. */
    private ExitCode parseRoot(String[] args) {
        CommandLine root = root();
        if (args[0].equals("help")) {
            console.print(help(root));
            return ExitCode.DONE;
        }
        ParseResult parsed = root.parseArgs(args);
        if (parsed.isVersionHelpRequested()) {
            console.line(program() + " " + version());
            return ExitCode.DONE;
        }
        if (parsed.isUsageHelpRequested()) {
            console.print(help(root));
            return ExitCode.DONE;
        }
        throw new UnmatchedArgumentException(root, List.of(args));
    }

    private CommandLine root() {
        CommandSpec spec = Options.command(
                        program(), "Evolve a PostgreSQL schema along with its Jakarta Persistence entities.")
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help; after a command, the command's.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        spec.usageMessage().synopsisSubcommandLabel("COMMAND").commandListHeading("%nCommands:%n");
        for (String name : Subcommands.NAMES) {
            spec.addSubcommand(name, Subcommands.named(name).spec());
        }
        return new CommandLine(Options.settingsFooter(spec));
    }

    private static String help(CommandLine line) {
        return line.getUsageMessage(Ansi.OFF);
    }

    private String program() {
        return surroundings.defaults().program();
    }

    private static String version() {
        String version = Cli.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
