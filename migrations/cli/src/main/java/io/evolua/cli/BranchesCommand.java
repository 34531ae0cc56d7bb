package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.command.Branches;
import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua branches}. */
final class BranchesCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("branches", "List the revisions that several others follow.");
        Options.scripts(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<Branches.BranchPoint> points = new Branches(Contexts.ofScripts(invocation)).run();
        Console console = invocation.console();
        if (invocation.json()) {
            JsonArrayBuilder json = Json.createArrayBuilder();
            points.forEach(point ->
                    json.add(Revisions.json(point.revision()).add("branches", Revisions.json(point.branches()))));
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder().add("branchPoints", json).build());
            return ExitCode.DONE;
        }
        Rows rows = new Rows();
        for (Branches.BranchPoint point : points) {
            rows.add(
                    new Cell(point.revision().id(), console.style()::strong),
                    Cell.plain(point.revision().message()),
                    Cell.plain("(branch point)"));
            for (RevisionInfo branch : point.branches()) {
                rows.add(
                        Cell.plain("  -> " + branch.id()),
                        Cell.plain(branch.message()),
                        Cell.plain(Revisions.label(branch)));
            }
        }
        rows.print(console);
        if (points.isEmpty()) {
            console.message("The history does not branch.");
        }
        return ExitCode.DONE;
    }
}
