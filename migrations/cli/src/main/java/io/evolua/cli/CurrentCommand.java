package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.command.Current;
import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code evolua current}. */
final class CurrentCommand implements Subcommand {

    private static final Cell CURRENT = Cell.plain("(current)");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("current", "Show the revision that the database is at.");
        Options.scripts(spec);
        Options.database(spec);
        AllTenants.options(spec);
        Options.json(spec);
        spec.addOption(OptionSpec.builder(Options.CHECK, "--check-heads")
                .type(boolean.class)
                .description("Exit with 1 if the database is not at all heads.")
                .build());
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        if (AllTenants.wanted(invocation)) {
            return AllTenants.report(invocation);
        }
        Current command = new Current(Contexts.of(invocation));
        Current.Result result = command.run();
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), json(result));
        } else {
            print(result, invocation.console());
        }
        return invocation.flag(Options.CHECK) && !result.upToDate() ? ExitCode.DIFFERENT : ExitCode.DONE;
    }

    private static void print(Current.Result result, Console console) {
        // By id: the equality of a record is linked when it is first used, which takes as long as a query.
        Set<String> heads = new HashSet<>();
        result.heads().forEach(head -> heads.add(head.id()));
        Rows rows = new Rows();
        if (result.current().isEmpty()) {
            rows.add(new Cell("base", console.style()::strong), Cell.plain("nothing is applied"), CURRENT);
        }
        for (RevisionInfo revision : result.current()) {
            rows.add(
                    new Cell(revision.id(), console.style()::strong),
                    Cell.plain(revision.message()),
                    CURRENT,
                    head(heads.contains(revision.id())));
        }
        for (RevisionInfo revision : result.pending()) {
            rows.add(
                    new Cell(revision.id(), console.style()::strong),
                    Cell.plain(revision.message()),
                    new Cell("pending", console.style()::pending),
                    head(heads.contains(revision.id())));
        }
        rows.print(console);
        Unknown.print(result.unknown(), console);
    }

    private static Cell head(boolean head) {
        return Cell.plain(head ? "(head)" : "");
    }

    private static JsonObject json(Current.Result result) {
        return jsonBuilder(result).build();
    }

    static JsonObjectBuilder jsonBuilder(Current.Result result) {
        return Json.createObjectBuilder()
                .add("current", Revisions.json(result.current()))
                .add("heads", Revisions.json(result.heads()))
                .add("pending", Revisions.json(result.pending()))
                .add("unknown", Revisions.texts(result.unknown()))
                .add("upToDate", result.upToDate());
    }
}
