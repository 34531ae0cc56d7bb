package io.evolua.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code evolua revision}. */
final class RevisionCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("revision", "Write a new revision as one script up and one down.");
        spec.addOption(OptionSpec.builder("-m", Options.MESSAGE)
                .type(String.class)
                .paramLabel("TEXT")
                .required(true)
                .description("What the revision does; its name is made from it.")
                .build());
        spec.addOption(Options.flag(Options.AUTOGENERATE, "Fill it with what leads from the database to the unit."));
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
