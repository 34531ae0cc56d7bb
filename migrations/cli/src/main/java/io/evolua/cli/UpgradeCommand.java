package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua upgrade}. */
final class UpgradeCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("upgrade", "Apply revisions up to the given one.");
        spec.addPositional(Options.revision(
                "REVISION", "0..1", "head (the default), +N, an id, the beginning of one, or a name."));
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
