package io.evolua.cli;

import io.evolua.engine.command.RevisionInfo;
import io.evolua.engine.command.RunResult;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What {@code upgrade}, {@code downgrade} and {@code stamp} print in the end. */
final class RunReport {

    private final Invocation invocation;
    private final String up;
    private final String down;

    /**
     * @param up what happened to a revision that is applied now
     * @param down what happened to one that is not any more
     */
    RunReport(Invocation invocation, String up, String down) {
        this.invocation = invocation;
        this.up = up;
        this.down = down;
    }

    void print(RunResult result) {
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), json(result));
            return;
        }
        Console console = invocation.console();
        for (RunResult.Step step : result.steps()) {
            console.line((step.up() ? up : down) + " " + Revisions.line(step.id(), step.message()));
        }
        if (result.nothingToDo()) {
            console.line("Nothing to do.");
        }
        if (result.current().isEmpty()) {
            console.line("The database is at the base: nothing is applied.");
        }
        for (RevisionInfo current : result.current()) {
            console.line("The database is at " + Revisions.line(current.id(), current.message()));
        }
        if (result.stopped()) {
            console.message("Stopped as asked, with " + result.left()
                    + (result.left() == 1 ? " revision" : " revisions") + " left. Run this again to go on.");
        }
        result.remarks().forEach(console::message);
    }

    private static JsonObject json(RunResult result) {
        return jsonBuilder(result).build();
    }

    static JsonObjectBuilder jsonBuilder(RunResult result) {
        return Json.createObjectBuilder()
                .add("steps", json(result.steps()))
                .add("current", Revisions.json(result.current()))
                .add("remarks", Revisions.texts(result.remarks()))
                .add("left", result.left());
    }

    static JsonArrayBuilder json(List<RunResult.Step> all) {
        JsonArrayBuilder steps = Json.createArrayBuilder();
        for (RunResult.Step step : all) {
            steps.add(Json.createObjectBuilder()
                    .add("id", step.id())
                    .add("slug", step.slug())
                    .add("message", step.message())
                    .add("direction", step.up() ? "up" : "down")
                    .add("milliseconds", step.milliseconds()));
        }
        return steps;
    }
}
