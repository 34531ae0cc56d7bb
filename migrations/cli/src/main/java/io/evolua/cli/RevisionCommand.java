package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.Revise;
import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.List;
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
                .description("What the revision does; its name is made from it.")
                .build());
        spec.addOption(Options.flag(Options.AUTOGENERATE, "Fill it with what leads from the database to the unit."));
        MissingUndo.options(spec);
        Positions.head(spec);
        Positions.others(spec);
        Sources.options(spec);
        Renaming.options(spec);
        spec.addOption(Options.flag(
                Options.ALLOW_DATA_LOSS, "Generate also what destroys data: drops tables, columns, narrows types."));
        Options.scripts(spec);
        Options.database(spec);
        Options.unit(spec);
        SelectionOptions.options(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        if (MissingUndo.wanted(invocation)) {
            return MissingUndo.run(invocation);
        }
        String message = invocation
                .text(Options.MESSAGE)
                .orElseThrow(() -> new UsageException(
                        "A revision needs a message that says what it does, as in -m \"create users table\"."));
        Revise plain = new Revise(
                        Contexts.of(invocation),
                        Contexts.model(invocation),
                        Renaming.settings(invocation),
                        invocation.flag(Options.ALLOW_DATA_LOSS))
                .at(Positions.of(invocation));
        Revise revise =
                Contexts.afterWrite(invocation).map(plain::withAfterWrite).orElse(plain);
        Revise.Result result = invocation.flag(Options.AUTOGENERATE)
                ? revise.autogenerate(message, Sources.from(invocation), Sources.to(invocation))
                : revise.empty(message);
        if (!result.printed().isBlank()) {
            invocation.console().message(result.printed().stripTrailing());
        }
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), json(result));
        } else {
            print(result, invocation.console());
        }
        return ExitCode.DONE;
    }

    private static void print(Revise.Result result, Console console) {
        result.files().forEach(file -> console.line("Wrote " + file));
        Changes.describe(result.changes(), console);
        Renaming.hint(result.possibleRenames(), console);
        if (result.revisions().size() > 1) {
            console.message("Written as " + result.revisions().size()
                    + " revisions: one transaction of a server with default settings cannot hold that many locks.");
        }
        if (result.revisions().isEmpty()) {
            console.line("No differences: no revision was written.");
        }
        UnmanagedReport.print(result.unmanaged(), console);
    }

    private static JsonObject json(Revise.Result result) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        List<RevisionInfo> written = result.revisions();
        if (written.isEmpty()) {
            json.addNull("revision");
        } else {
            json.add("revision", Revisions.json(written.get(written.size() - 1)));
        }
        return json.add("revisions", Revisions.json(written))
                .add(
                        "files",
                        Revisions.texts(
                                result.files().stream().map(Path::toString).toList()))
                .add("changes", Changes.json(result.changes()))
                .add("possibleRenames", Renaming.json(result.possibleRenames()))
                .add("unmanaged", UnmanagedReport.json(result.unmanaged()))
                .add("remarks", Revisions.texts(result.unmanaged().remarks()))
                .build();
    }
}
