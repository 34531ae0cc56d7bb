package io.evolua.cli;

import io.evolua.engine.command.Diff;
import jakarta.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua diff}. */
final class DiffCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("diff", "Print the SQL that leads from one schema to another.");
        Sources.options(spec);
        Renaming.options(spec);
        spec.addOption(Options.flag(Options.REVERSE, "Print the way back."));
        Options.scripts(spec);
        Options.database(spec);
        Options.unit(spec);
        SelectionOptions.options(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Diff.Result found = new Diff(Contexts.of(invocation), Contexts.model(invocation), Renaming.settings(invocation))
                .run(Sources.from(invocation), Sources.to(invocation));
        Diff.Result result = invocation.flag(Options.REVERSE) ? found.reversed() : found;
        Console console = invocation.console();
        if (invocation.json()) {
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add("changes", Changes.json(result.changes()))
                            .add("possibleRenames", Renaming.json(result.possibleRenames()))
                            .add("sql", result.sql())
                            .add("unmanaged", UnmanagedReport.json(result.unmanaged()))
                            .add("remarks", Revisions.texts(result.unmanaged().remarks()))
                            .build());
        } else {
            console.print(result.sql());
            Renaming.hint(result.possibleRenames(), console);
        }
        if (!invocation.json()) {
            UnmanagedReport.print(result.unmanaged(), console);
        }
        if (result.isEmpty()) {
            console.message("No differences.");
        }
        return result.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }
}
