package io.evolua.cli;

import io.evolua.engine.command.Check;
import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua check}. */
final class CheckCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("check", "Tell whether the database has what the entities say.");
        Sources.options(spec);
        Renaming.options(spec);
        Options.scripts(spec);
        Options.database(spec);
        Options.unit(spec);
        SelectionOptions.options(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Check.Result result = new Check(
                        Contexts.of(invocation), Contexts.model(invocation), Renaming.settings(invocation))
                .run(Sources.from(invocation), Sources.to(invocation));
        if (invocation.json()) {
            JsonOutput.print(
                    invocation.console(),
                    Json.createObjectBuilder()
                            .add("passed", result.passed())
                            .add("pending", Revisions.json(result.pending()))
                            .add("repeatable", Revisions.texts(result.repeatable()))
                            .add("changes", Changes.json(result.differences().changes()))
                            .add(
                                    "possibleRenames",
                                    Renaming.json(result.differences().possibleRenames()))
                            .add("sql", result.differences().sql())
                            .add(
                                    "unmanaged",
                                    UnmanagedReport.json(result.differences().unmanaged()))
                            .add(
                                    "remarks",
                                    Revisions.texts(
                                            result.differences().unmanaged().remarks()))
                            .build());
        } else {
            print(result, invocation.console());
        }
        return result.passed() ? ExitCode.DONE : ExitCode.DIFFERENT;
    }

    private static void print(Check.Result result, Console console) {
        if (result.passed()) {
            console.line("No differences.");
        }
        for (RevisionInfo revision : result.pending()) {
            console.line("Pending: " + Revisions.line(revision.id(), revision.message()));
        }
        result.repeatable().forEach(script -> console.line("Pending: repeatable " + script));
        if (!result.upToDate()) {
            console.message("The database is not up to date, and was not compared. Apply first: evolua upgrade head");
        }
        console.print(result.differences().sql());
        Renaming.hint(result.differences().possibleRenames(), console);
        UnmanagedReport.print(result.differences().unmanaged(), console);
        if (!result.differences().isEmpty()) {
            console.message(
                    "These changes are missing. Write them as a revision: evolua revision --autogenerate -m \"...\"");
        }
    }
}
