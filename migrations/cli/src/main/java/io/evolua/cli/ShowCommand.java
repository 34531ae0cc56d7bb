package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua show}. */
final class ShowCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("show", "Show one revision and its scripts.");
        spec.addPositional(Options.revision("REVISION", "1", "head, an id, the beginning of one, or a name."));
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
