package io.evolua.cli;

import io.evolua.engine.command.Adopt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code init --from-database}: the project begins with what a database holds. */
final class Adoption {

    private static final String FROM_DATABASE = "--from-database";
    private static final String MESSAGE = "adopt the database";

    private Adoption() {}

    static void options(CommandSpec spec) {
        spec.addOption(Options.flag(
                FROM_DATABASE, "Write what the database holds as the first revision, and record it as applied."));
        spec.addOption(OptionSpec.builder("-m", Options.MESSAGE)
                .type(String.class)
                .paramLabel("TEXT")
                .description("With --from-database: what the revision is called. Default: " + MESSAGE + ".")
                .build());
        Options.database(spec);
        Options.unit(spec);
        SelectionOptions.options(spec);
    }

    static boolean wanted(Invocation invocation) {
        return invocation.flag(FROM_DATABASE);
    }

    /** @param init makes the folders and prints them */
    static ExitCode run(Invocation invocation, Runnable init) {
        Adopt.Result result = new Adopt(Contexts.of(invocation), Contexts.model(invocation))
                .run(invocation.text(Options.MESSAGE).orElse(MESSAGE), init);
        Console console = invocation.console();
        result.files().forEach(file -> console.line("Wrote " + file));
        result.revisions()
                .forEach(each -> console.line("Recorded as applied: " + Revisions.line(each.id(), each.message())));
        console.line("Replayed, it makes the same schema, and its way back leaves nothing. Rows are not in it.");
        if (!result.notTaken().isEmpty()) {
            console.message(
                    "Not in it, being of kinds that are not compared:\n  " + String.join("\n  ", result.notTaken())
                            + "\nWrite what makes them into the scripts, before anybody runs them elsewhere.");
        }
        return ExitCode.DONE;
    }
}
