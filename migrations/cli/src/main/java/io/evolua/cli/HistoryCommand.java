package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.command.History;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua history}. */
final class HistoryCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("history", "List the revisions, newest first, and which of them are applied.");
        Options.scripts(spec);
        Options.database(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        History.Result result = new History(Contexts.of(invocation)).run();
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), json(result));
        } else {
            print(result, invocation.console(), invocation.flag(Options.VERBOSE));
        }
        return ExitCode.DONE;
    }

    private static void print(History.Result result, Console console, boolean verbose) {
        Rows rows = new Rows();
        for (History.Entry entry : result.entries()) {
            rows.add(
                    new Cell(entry.revision().id(), console.style()::strong),
                    Cell.plain(entry.revision().message()),
                    state(entry.state(), console.style()),
                    Cell.plain(marks(entry)),
                    Cell.plain(verbose ? details(entry) : ""));
        }
        rows.print(console);
        if (result.entries().isEmpty()) {
            console.message("There are no revisions yet.");
        }
        Unknown.print(result.unknown(), console);
    }

    private static Cell state(History.State state, Style style) {
        return switch (state) {
            case UNKNOWN -> Cell.plain("");
            case APPLIED -> new Cell("applied", style::good);
            case BASELINE -> new Cell("baseline", style::good);
            case PENDING -> new Cell("pending", style::pending);
            case FAILED -> new Cell("failed", style::bad);
        };
    }

    private static String marks(History.Entry entry) {
        List<String> marks = new ArrayList<>();
        if (entry.head()) {
            marks.add("(head)");
        }
        if (entry.current()) {
            marks.add("(current)");
        }
        if (entry.revision().revises().size() > 1) {
            marks.add("(merge point)");
        }
        entry.revision().branch().ifPresent(branch -> marks.add("(branch " + branch + ")"));
        return String.join(" ", marks);
    }

    private static String details(History.Entry entry) {
        List<String> details = new ArrayList<>();
        List<String> revises = entry.revision().revises();
        details.add("revises " + (revises.isEmpty() ? "base" : String.join(", ", revises)));
        if (!entry.revision().dependsOn().isEmpty()) {
            details.add("depends on " + String.join(", ", entry.revision().dependsOn()));
        }
        entry.installedOn().ifPresent(time -> details.add("on " + time.truncatedTo(ChronoUnit.SECONDS)));
        return String.join(", ", details);
    }

    private static JsonObject json(History.Result result) {
        JsonArrayBuilder revisions = Json.createArrayBuilder();
        for (History.Entry entry : result.entries()) {
            JsonObjectBuilder json = Revisions.json(entry.revision())
                    .add("head", entry.head())
                    .add("current", entry.current())
                    .add("state", entry.state().name().toLowerCase(Locale.ROOT));
            entry.installedOn()
                    .ifPresentOrElse(
                            time -> json.add("installedOn", time.toString()), () -> json.addNull("installedOn"));
            revisions.add(json);
        }
        return Json.createObjectBuilder()
                .add("revisions", revisions)
                .add("unknown", Revisions.texts(result.unknown()))
                .build();
    }
}
