package io.evolua.cli;

import io.evolua.engine.history.Direction;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.LockHolder;
import io.evolua.engine.history.LockWait;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/** Tells a program on standard error what a run is doing: one JSON object on each line. */
final class ProgressEvents extends RunProgress {

    private final Console console;
    private final boolean verbose;

    ProgressEvents(Console console, boolean verbose) {
        this.console = console;
        this.verbose = verbose;
    }

    @Override
    public void waitingForLock(HistoryTable table) {
        print(event("waiting").add("historyTable", table.toString()));
    }

    @Override
    public void lockNotGranted(LockWait wait) {
        JsonArrayBuilder holders = Json.createArrayBuilder();
        wait.holders().forEach(holder -> holders.add(json(holder)));
        print(event("lockNotGranted")
                .add("what", wait.what())
                .add("reason", wait.reason())
                .add("holders", holders)
                .add("attempt", wait.attempt())
                .add("attempts", wait.attempts())
                .add("pauseMilliseconds", wait.pause().toMillis()));
    }

    private static JsonObjectBuilder json(LockHolder holder) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("pid", holder.pid());
        holder.user().ifPresent(user -> json.add("user", user));
        holder.application().ifPresent(application -> json.add("application", application));
        holder.state().ifPresent(state -> json.add("state", state));
        holder.since().ifPresent(since -> json.add("sinceMilliseconds", since.toMillis()));
        return json;
    }

    @Override
    public void planned(int steps, int statements) {
        print(event("planned").add("steps", steps).add("statements", statements));
    }

    @Override
    public void started(Step step) {
        print(event("started", step));
    }

    @Override
    public void statement(Step step, int number, int total, SqlStatement statement) {
        if (verbose) {
            print(event("statement", step)
                    .add("number", number)
                    .add("total", total)
                    .add("line", statement.line())
                    .add("statement", statement.beginning()));
        }
    }

    @Override
    public void notice(Step step, String message) {
        print(event("notice", step).add("message", message));
    }

    @Override
    public void finished(Step step, long milliseconds) {
        print(event("finished", step).add("milliseconds", milliseconds));
    }

    @Override
    public void remark(String message) {
        print(event("remark").add("message", message));
    }

    @Override
    void stopping() {
        print(event("stopping"));
    }

    private static JsonObjectBuilder event(String name) {
        return Json.createObjectBuilder().add("event", name);
    }

    private static JsonObjectBuilder event(String name, Step step) {
        return event(name)
                .add("id", step.revision().id().toString())
                .add("slug", step.revision().slug())
                .add("direction", step.direction() == Direction.UP ? "up" : "down");
    }

    private void print(JsonObjectBuilder event) {
        console.message(event.build().toString());
    }
}
