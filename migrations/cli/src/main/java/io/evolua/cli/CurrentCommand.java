package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua current}. */
final class CurrentCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("current", "Show the revision that the database is at.");
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
