package io.evolua.cli;

import java.util.List;

/** From arguments to an exit code. Questions about the program itself are answered without parsing anything. */
final class Cli {

    private final Surroundings surroundings;
    private final Console console;

    Cli(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    int execute(String... args) {
        List<String> words = List.of(args);
        if (words.isEmpty()) {
            console.message(HelpText.of(HelpText.PROGRAM).stripTrailing());
            return ExitCode.USAGE.code();
        }
        String first = words.get(0);
        if (first.equals("--version") || first.equals("-V")) {
            console.line(HelpText.PROGRAM + " " + version());
            return ExitCode.DONE.code();
        }
        String topic = topic(first, words.subList(1, words.size()));
        if (topic.isEmpty()) {
            return new Dispatcher(surroundings, console).execute(args);
        }
        console.print(HelpText.of(topic));
        return ExitCode.DONE.code();
    }

    /** What help is asked for; empty if none is. */
    private static String topic(String first, List<String> rest) {
        if (Subcommands.NAMES.contains(first)) {
            return rest.contains("--help") || rest.contains("-h") ? first : "";
        }
        boolean help = first.equals("help");
        if (first.equals("--help") || first.equals("-h") || (help && rest.isEmpty())) {
            return HelpText.PROGRAM;
        }
        return help && Subcommands.NAMES.contains(rest.get(0)) ? rest.get(0) : "";
    }

    private static String version() {
        String version = Cli.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
