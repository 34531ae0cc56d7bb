package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua history}. */
final class HistoryCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("history", "List the revisions, newest first, and which of them are applied.");
        Options.scripts(spec);
        Options.database(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new IllegalStateException("not wired yet");
    }
}
