package io.evolua.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * picocli's help, rendered once, while the project is built: to render it anew at each {@code --help} would take three
 * times as long as the Java virtual machine needs to start.
 */
public final class HelpRenderer {

    private HelpRenderer() {}

    /** Writes every help text into a folder: the build calls this. */
    public static void main(String... args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<String> names = new ArrayList<>(Subcommands.NAMES);
        names.add(HelpText.PROGRAM);
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".txt"), render(name));
        }
    }

    static String render(String name) {
        CommandLine line = name.equals(HelpText.PROGRAM) ? program() : command(name, Subcommands.named(name));
        return line.getUsageMessage(Ansi.OFF);
    }

    static CommandLine command(String name, Subcommand command) {
        return new CommandLine(command.spec().name(HelpText.PROGRAM + " " + name));
    }

    /** The program with all its commands. */
    static CommandLine program() {
        CommandSpec spec = Options.command(
                        HelpText.PROGRAM, "Evolve a PostgreSQL schema along with its Jakarta Persistence entities.")
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
