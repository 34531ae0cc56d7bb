package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua diff}. */
final class DiffCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("diff", "Print the SQL that leads from one schema to another.");
        spec.addOption(Options.value(Options.FROM, "SOURCE", "Where it starts. Default: database."));
        spec.addOption(Options.value(Options.TO, "SOURCE", "Where it leads. Default: the persistence unit."));
        spec.addOption(Options.flag(Options.REVERSE, "Print the way back."));
        Options.scripts(spec);
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
