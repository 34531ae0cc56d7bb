package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.RepairHistory;
import io.evolua.engine.history.Repair;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua repair}. */
final class RepairCommand implements Subcommand {

    private static final String DELETE_MISSING = "--delete-missing";
    private static final String ABANDON = "--abandon";
    private static final String RESUME_AT = "--resume-at";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("repair", "Accept edited scripts, and mend what the history says.");
        spec.addOption(
                Options.flag(DELETE_MISSING, "Record revisions as deleted that are applied and have no script here."));
        spec.addOption(
                Options.flag(ABANDON, "Forget scripts that were begun outside a transaction and are not finished."));
        spec.addOption(
                Options.value(RESUME_AT, "N", "Let the script that is not finished go on at its N-th statement."));
        Options.scripts(spec);
        Options.database(spec);
        spec.addOption(Options.setting(
                Setting.LOCK_WAIT,
                "TIME",
                "How long to wait while another migration runs, as in 30s. Default: 10min."));
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Repair.Wish wish = new Repair.Wish(
                invocation.flag(DELETE_MISSING),
                invocation.flag(ABANDON),
                invocation.text(RESUME_AT).map(RepairCommand::number));
        RepairHistory.Result result = new RepairHistory(Contexts.of(invocation)).run(wish);
        Console console = invocation.console();
        if (invocation.json()) {
            JsonArrayBuilder changes = Json.createArrayBuilder();
            for (RepairHistory.Change change : result.changes()) {
                JsonObjectBuilder json = Json.createObjectBuilder();
                change.id().ifPresentOrElse(id -> json.add("id", id), () -> json.addNull("id"));
                changes.add(json.add("script", change.script())
                        .add("action", change.action())
                        .add("detail", change.detail()));
            }
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add("changes", changes)
                            .add("remarks", Revisions.texts(result.remarks()))
                            .build());
            return ExitCode.DONE;
        }
        for (RepairHistory.Change change : result.changes()) {
            console.line(verb(change.action()) + " " + change.script() + ": " + change.detail());
        }
        if (result.changes().isEmpty()) {
            console.line("Nothing to do.");
        }
        result.remarks().forEach(console::message);
        return ExitCode.DONE;
    }

    private static String verb(String action) {
        return switch (action) {
            case "removed" -> "Removed the record of";
            case "deleted" -> "Recorded as deleted";
            case "resumed" -> "Moved";
            default -> "Realigned";
        };
    }

    private static Integer number(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .orElseThrow(() ->
                        new UsageException(RESUME_AT + " takes the number of a statement, not \"" + text + "\"."));
    }
}
