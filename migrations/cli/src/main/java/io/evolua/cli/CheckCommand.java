package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua check}. */
final class CheckCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("check", "Tell whether the database has what the entities say.");
        Options.database(spec);
        Options.unit(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new IllegalStateException("not wired yet");
    }
}
