package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua stamp}. */
final class StampCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("stamp", "Record a revision as applied without running any script.");
        spec.addPositional(Options.revision("REVISION", "1", "head, base, an id, the beginning of one, or a name."));
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
