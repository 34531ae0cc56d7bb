package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.DryRun;
import io.evolua.engine.history.PlannedStep;
import io.evolua.engine.safety.Outlook;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** {@code --dry-run}: prints what the command would do, and what that means for the tables that are there. */
final class PlanReport {

    static final String DRY_RUN = "--dry-run";

    private PlanReport() {}

    static void option(CommandSpec spec) {
        spec.addOption(Options.flag(DRY_RUN, "Show what would be done, with locks and sizes, and change nothing."));
    }

    static ExitCode print(Invocation invocation, Function<DryRun, DryRun.Result> command) {
        if (AllTenants.wanted(invocation)) {
            throw new UsageException("--dry-run is for one database. Name it, instead of all.");
        }
        if (invocation.flag(OfflineReport.SQL)) {
            throw new UsageException("--sql asks no database and --dry-run asks one: give either of them.");
        }
        DryRun.Result result = command.apply(new DryRun(Contexts.of(invocation)));
        Console console = invocation.console();
        if (invocation.json()) {
            JsonArrayBuilder steps = Json.createArrayBuilder();
            result.steps().forEach(step -> steps.add(json(step)));
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add("steps", steps)
                            .add("remarks", Revisions.texts(result.remarks()))
                            .build());
            return ExitCode.DONE;
        }
        result.steps().forEach(step -> print(step, console));
        if (result.steps().isEmpty()) {
            console.line("Nothing to do.");
        }
        result.remarks().forEach(console::message);
        return ExitCode.DONE;
    }

    private static void print(DryRun.Step step, Console console) {
        boolean stamp = step.script().isEmpty();
        console.line((step.step().up()
                        ? stamp ? "Would record as applied: " : "Would apply: "
                        : stamp ? "Would record as not applied: " : "Would take back: ")
                + Revisions.line(step.step().id(), step.step().message())
                + (step.inTransaction() ? "" : " (outside a transaction)"));
        if (step.java()) {
            console.line("  " + step.script() + "  Java, not known before it runs");
        }
        for (Outlook.Statement statement : step.statements()) {
            for (PlannedStep.Asked asked : step.guards()) {
                if (statement.sql().guards().contains(asked.guard())) {
                    console.line("  " + step.script() + ":" + asked.guard().line() + "  guard: "
                            + asked.guard().claim() + ": " + answer(asked));
                }
            }
            console.line("  " + step.script() + ":" + statement.sql().line() + "  "
                    + statement.sql().beginning());
            statement.tables().forEach(table -> console.line("      " + line(table)));
            statement.instead().ifPresent(words -> console.line("      Kinder: " + words));
        }
    }

    private static String answer(PlannedStep.Asked asked) {
        return asked.rows()
                .map(rows -> rows == 0 ? "it holds" : rows + (rows == 1 ? " row is" : " rows are") + " in the way")
                .orElse("asked when its turn comes");
    }

    private static String line(Outlook.OnTable table) {
        String waits = table.lock().keepsAway();
        return table.table() + " ("
                + (table.rows().isPresent() ? "about " + table.rows().getAsLong() + " rows, " : "")
                + size(table.bytes()) + "): " + table.lock().words()
                + (waits.isEmpty() ? "" : ", " + waits) + "; " + table.work().words();
    }

    private static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return (value >= 10 || unit == 0
                        ? String.valueOf(Math.round(value))
                        : String.format(Locale.ROOT, "%.1f", value))
                + " " + units[unit];
    }

    private static JsonObjectBuilder json(DryRun.Step step) {
        JsonArrayBuilder statements = Json.createArrayBuilder();
        for (Outlook.Statement statement : step.statements()) {
            JsonArrayBuilder tables = Json.createArrayBuilder();
            for (Outlook.OnTable table : statement.tables()) {
                JsonObjectBuilder json = Json.createObjectBuilder()
                        .add("table", table.table())
                        .add("lock", table.lock().words())
                        .add("work", table.work().name().toLowerCase(Locale.ROOT));
                table.rows().ifPresentOrElse(rows -> json.add("rows", rows), () -> json.addNull("rows"));
                tables.add(json.add("bytes", table.bytes()));
            }
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("line", statement.sql().line())
                    .add("sql", statement.sql().text())
                    .add("tables", tables);
            statement.instead().ifPresentOrElse(words -> json.add("instead", words), () -> json.addNull("instead"));
            statements.add(json);
        }
        JsonArrayBuilder guards = Json.createArrayBuilder();
        for (PlannedStep.Asked asked : step.guards()) {
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("line", asked.guard().line())
                    .add("claim", asked.guard().claim());
            asked.rows().ifPresentOrElse(rows -> json.add("rows", rows), () -> json.addNull("rows"));
            guards.add(json);
        }
        return Json.createObjectBuilder()
                .add("id", step.step().id())
                .add("slug", step.step().slug())
                .add("message", step.step().message())
                .add("direction", step.step().up() ? "up" : "down")
                .add("java", step.java())
                .add("transaction", step.inTransaction())
                .add("statements", statements)
                .add("guards", guards);
    }
}
