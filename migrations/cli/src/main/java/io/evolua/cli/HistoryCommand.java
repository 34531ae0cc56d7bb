package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.History;
import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code evolua history}. */
final class HistoryCommand implements Subcommand {

    private static final String RANGE = "--rev-range";
    private static final String INDICATE_CURRENT = "--indicate-current";
    private static final String GRAPH = "--graph";

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Options.command("history", "List the revisions, newest first, and which of them are applied.");
        Options.scripts(spec);
        Options.database(spec);
        spec.addOption(OptionSpec.builder("-r", RANGE)
                .type(String.class)
                .paramLabel("FROM:TO")
                .description("Only a part, both ends included: a:b, a:, :b, a:+2, -2:b, current:.")
                .build());
        spec.addOption(OptionSpec.builder("-i", INDICATE_CURRENT)
                .type(boolean.class)
                .description("Fail if no database can be asked what is current.")
                .build());
        spec.addOption(Options.flag(GRAPH, "Draw the branches, as is done on a terminal where there are some."));
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CommandContext context = Contexts.of(invocation);
        if (invocation.flag(INDICATE_CURRENT)) {
            context.requireDatabase();
        }
        History command = new History(context);
        History.Result result = invocation.text(RANGE).map(command::run).orElseGet(command::run);
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), json(result));
        } else {
            boolean drawn = invocation.flag(GRAPH) || (invocation.console().canAsk() && branches(result));
            print(result, invocation.console(), invocation.flag(Options.VERBOSE), drawn);
        }
        return ExitCode.DONE;
    }

    /** Whether it is more than one line of revisions. */
    private static boolean branches(History.Result result) {
        Set<String> revised = new HashSet<>();
        return result.entries().stream()
                .flatMap(entry -> entry.revision().revises().stream())
                .anyMatch(id -> !revised.add(id));
    }

    private static void print(History.Result result, Console console, boolean verbose, boolean drawn) {
        Set<String> shown = new HashSet<>();
        result.entries().forEach(entry -> shown.add(entry.revision().id()));
        GraphDrawing drawing = new GraphDrawing();
        Rows rows = new Rows();
        for (History.Entry entry : result.entries()) {
            RevisionInfo revision = entry.revision();
            GraphDrawing.Drawn lanes = drawn
                    ? drawing.next(
                            revision.id(),
                            revision.revises().stream().filter(shown::contains).toList())
                    : GraphDrawing.NOTHING;
            lanes.between().forEach(line -> rows.add(Cell.plain(line)));
            rows.add(
                    new Cell(lanes.before(revision.id()), console.style()::strong),
                    Cell.plain(entry.revision().message()),
                    state(entry.state(), console.style()),
                    Cell.plain(marks(entry)),
                    Cell.plain(verbose ? details(entry) : ""));
            lanes.below().forEach(line -> rows.add(Cell.plain(line)));
        }
        for (History.Repeatable script : result.repeatable()) {
            rows.add(
                    Cell.plain("repeatable"),
                    Cell.plain(script.script()),
                    state(script.state(), console.style()),
                    Cell.plain(""),
                    Cell.plain(
                            verbose
                                    ? script.installedOn()
                                            .map(HistoryCommand::on)
                                            .orElse("")
                                    : ""));
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
            case OUTDATED -> new Cell("outdated", style::pending);
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
        if (entry.revision().isJava()) {
            marks.add(Revisions.kind(entry.revision()));
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
        entry.installedOn().ifPresent(time -> details.add(on(time)));
        return String.join(", ", details);
    }

    private static String on(LocalDateTime time) {
        return "on " + time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static JsonObject json(History.Result result) {
        JsonArrayBuilder revisions = Json.createArrayBuilder();
        for (History.Entry entry : result.entries()) {
            JsonObjectBuilder json = Revisions.json(entry.revision())
                    .add("head", entry.head())
                    .add("current", entry.current())
                    .add("state", entry.state().name().toLowerCase(Locale.ROOT));
            revisions.add(installedOn(json, entry.installedOn()));
        }
        JsonArrayBuilder repeatable = Json.createArrayBuilder();
        for (History.Repeatable script : result.repeatable()) {
            String state = script.state().name().toLowerCase(Locale.ROOT);
            repeatable.add(installedOn(
                    Json.createObjectBuilder().add("script", script.script()).add("state", state),
                    script.installedOn()));
        }
        return Json.createObjectBuilder()
                .add("revisions", revisions)
                .add("repeatable", repeatable)
                .add("unknown", Revisions.texts(result.unknown()))
                .build();
    }

    private static JsonObjectBuilder installedOn(JsonObjectBuilder json, Optional<LocalDateTime> time) {
        time.ifPresentOrElse(at -> json.add("installedOn", at.toString()), () -> json.addNull("installedOn"));
        return json;
    }
}
