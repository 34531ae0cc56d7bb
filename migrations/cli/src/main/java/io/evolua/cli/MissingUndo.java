package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.AddUndo;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code revision --add-undo}: writes the scripts that take revisions back, where there are none. */
final class MissingUndo {

    private static final String ADD_UNDO = "--add-undo";

    private MissingUndo() {}

    static void options(CommandSpec spec) {
        spec.addPositional(Options.revisions(
                "REVISION", "0..*", "With --add-undo: those that lack an undo script. Default: all that do."));
        spec.addOption(Options.flag(
                ADD_UNDO, "Write no new revision, but the undo scripts that are missing, proven by replaying."));
    }

    static boolean wanted(Invocation invocation) {
        boolean wanted = invocation.flag(ADD_UNDO);
        List<String> named = invocation.positionals();
        if (!wanted && !named.isEmpty()) {
            throw new UsageException("\"" + named.get(0)
                    + "\" is no option. A new revision's message is given by -m, and" + " what it follows by --head.");
        }
        if (wanted && (invocation.flag(Options.MESSAGE) || invocation.flag(Options.AUTOGENERATE))) {
            throw new UsageException("--add-undo writes no new revision: leave out " + Options.MESSAGE + " and "
                    + Options.AUTOGENERATE + ".");
        }
        return wanted;
    }

    static ExitCode run(Invocation invocation) {
        List<AddUndo.Written> written = new AddUndo(Contexts.of(invocation)).run(invocation.positionals());
        Console console = invocation.console();
        if (invocation.json()) {
            JsonArrayBuilder scripts = Json.createArrayBuilder();
            for (AddUndo.Written each : written) {
                JsonArrayBuilder lines = Json.createArrayBuilder();
                each.lines().forEach(lines::add);
                scripts.add(Json.createObjectBuilder()
                        .add("revision", Revisions.json(each.revision()))
                        .add("file", each.file().toString())
                        .add("changes", Changes.json(each.changes()))
                        .add("rowsNotTakenBack", lines));
            }
            JsonOutput.print(
                    console, Json.createObjectBuilder().add("undo", scripts).build());
            return ExitCode.DONE;
        }
        for (AddUndo.Written each : written) {
            console.line("Wrote " + each.file());
            Changes.describe(each.changes(), console);
            if (!each.lines().isEmpty()) {
                console.line("  Rows that the script writes do not come back, lines: "
                        + String.join(
                                ", ", each.lines().stream().map(String::valueOf).toList()));
            }
        }
        if (written.isEmpty()) {
            console.line("No undo script is missing.");
        }
        return ExitCode.DONE;
    }
}
