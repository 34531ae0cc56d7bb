package io.evolua.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help. picocli renders it, once, while the project is built: to render it anew at each {@code --help} would take
 * three times as long as the Java virtual machine needs to start.
 */
public final class HelpText {

    /** The program's own help stands beside the commands' under its own name. */
    static final String PROGRAM = "evolua";

    private HelpText() {}

    /** Writes every help text into a folder: the build calls this. */
    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<String> names = new ArrayList<>(Subcommands.NAMES);
        names.add(PROGRAM);
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".txt"), render(name));
        }
    }

    /** The help of a command, or of the program. */
    static String of(String name) {
        try (InputStream stored = HelpText.class.getResourceAsStream("help/" + name + ".txt")) {
            return stored == null ? render(name) : new String(stored.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String render(String name) {
        CommandLine line = name.equals(PROGRAM) ? program() : command(name, Subcommands.named(name));
        return line.getUsageMessage(Ansi.OFF);
    }

    static CommandLine command(String name, Subcommand command) {
        return new CommandLine(command.spec().name(PROGRAM + " " + name));
    }

    /** The program with all its commands. */
    static CommandLine program() {
        CommandSpec spec = Options.command(
                        PROGRAM, "Evolve a PostgreSQL schema along with its Jakarta Persistence entities.")
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
}
