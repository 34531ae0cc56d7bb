package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua heads}. */
final class HeadsCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("heads", "List the revisions that no other revision follows.");
        Options.scripts(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new IllegalStateException("not wired yet");
    }
}
