package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua init}. */
final class InitCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("init", "Create the folders for scripts and a settings file.");
        Options.scripts(spec);
        Options.unit(spec);
        Options.database(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        throw new IllegalStateException("not wired yet");
    }
}
