package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua downgrade}. */
final class DowngradeCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("downgrade", "Go back to the given revision.");
        spec.addPositional(Options.revision("REVISION", "1", "base, -N, an id, the beginning of one, or a name."));
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
