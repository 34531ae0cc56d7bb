package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.UsageException;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Current;
import io.evolua.engine.command.ForAll;
import io.evolua.engine.command.RevisionInfo;
import io.evolua.engine.command.RunResult;
import io.evolua.engine.command.Tenant;
import io.evolua.engine.command.Tenants;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command for many schemas or databases ({@code --all}): a line as each is done, and a report in the end. */
final class AllTenants {

    private static final String ALL = "--all";
    private static final int JOBS = 4;

    private AllTenants() {}

    static CommandSpec options(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(ALL)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("LIST")
                .description("Do it for each of schema:PATTERN, database:PATTERN, query:SELECT or file:PATH.")
                .build());
        return spec.addOption(
                Options.setting(Setting.JOBS, "N", "With --all, how many at a time. Default: " + JOBS + "."));
    }

    static boolean wanted(Invocation invocation) {
        return !invocation.texts(ALL).isEmpty();
    }

    /** Does it for all that are listed; refused if one failed. */
    static ExitCode run(Invocation invocation, Function<CommandContext, RunResult> command) {
        Console console = invocation.console();
        RunProgress progress = new RunProgress() {
            @Override
            void stopping() {
                console.message("Asked to stop: the scripts that run are let finish, and no more databases are begun."
                        + " Ask again to end at once.");
            }
        };
        try (StopSignals signals = new StopSignals(progress::stop)) {
            signals.listen();
            return run(invocation, command, progress, AllTenants::describe, AllTenants::json);
        }
    }

    static ExitCode report(Invocation invocation) {
        return run(
                invocation,
                context -> new Current(context).run(),
                RunListener.SILENT,
                AllTenants::describe,
                AllTenants::json);
    }

    private static <T> ExitCode run(
            Invocation invocation,
            Function<CommandContext, T> command,
            RunListener listener,
            Function<T, String> describe,
            Function<T, JsonObjectBuilder> json) {
        Settings settings = invocation.settings();
        List<Tenant> tenants = new Tenants(
                        settings.text(Setting.DATABASE_URL).map(DatabaseUrl::parse), settings.workingDirectory())
                .of(invocation.texts(ALL));
        CommandContext context = Contexts.of(invocation).withListener(listener);
        Report<T> report = new Report<>(invocation, tenants.size(), describe);
        List<ForAll.Outcome<T>> outcomes = new ForAll(context, jobs(settings)).run(tenants, command, report::finished);
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), document(outcomes, json));
        } else {
            report.print(outcomes);
        }
        if (listener.stopRequested()) {
            return ExitCode.STOPPED;
        }
        return outcomes.stream().anyMatch(ForAll.Outcome::failed) ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private static int jobs(Settings settings) {
        String text = settings.text(Setting.JOBS).orElse(Integer.toString(JOBS));
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw new UsageException("--jobs " + text + " must be a number from 1 to 999.");
        }
        return Integer.parseInt(text);
    }

    /** What is printed of outcomes. */
    private static final class Report<T> {
        private final Invocation invocation;
        private final int total;
        private final Function<T, String> describe;
        private int count;

        Report(Invocation invocation, int total, Function<T, String> describe) {
            this.invocation = invocation;
            this.total = total;
            this.describe = describe;
        }

        void finished(ForAll.Outcome<T> outcome) {
            if (outcome.notDone().isPresent()) {
                return;
            }
            count++;
            invocation.console().message("[" + count + "/" + total + "] " + outcome.tenant() + ": " + text(outcome));
        }

        private String text(ForAll.Outcome<T> outcome) {
            return outcome.result()
                    .map(describe)
                    .or(outcome::notDone)
                    .orElseGet(() -> "failed: " + outcome.failure().orElseThrow());
        }

        void print(List<ForAll.Outcome<T>> outcomes) {
            Console console = invocation.console();
            Rows rows = new Rows();
            for (ForAll.Outcome<T> outcome : outcomes) {
                String firstLine = text(outcome).lines().findFirst().orElse("");
                rows.add(
                        new Cell(outcome.tenant(), console.style()::strong),
                        outcome.failed() ? new Cell(firstLine, console.style()::bad) : Cell.plain(firstLine));
            }
            rows.print(console);
            long failed = outcomes.stream().filter(ForAll.Outcome::failed).count();
            long notDone = outcomes.stream()
                    .filter(outcome -> outcome.notDone().isPresent())
                    .count();
            console.line((outcomes.size() - failed - notDone) + " done, " + failed + " failed"
                    + (notDone > 0 ? ", " + notDone + " not done" : "") + ".");
            if (failed > 0) {
                console.message("To go on where it failed, run the same again: what is done stays done.");
            } else if (notDone > 0) {
                console.message("Stopped as asked. To go on, run the same again: what is done stays done.");
            }
        }
    }

    private static String describe(RunResult result) {
        long up = result.steps().stream().filter(RunResult.Step::up).count();
        long down = result.steps().size() - up;
        String done = (up > 0 ? "applied " + up : "")
                + (up > 0 && down > 0 ? ", " : "")
                + (down > 0 ? "took back " + down : "");
        if (result.stopped()) {
            done += (done.isEmpty() ? "" : ", ") + "stopped with " + result.left() + " left";
        }
        return (done.isEmpty() ? "nothing to do" : done) + ", at " + at(result.current());
    }

    private static String describe(Current.Result result) {
        return "at " + at(result.current())
                + (result.pending().isEmpty() ? "" : ", " + result.pending().size() + " pending");
    }

    private static String at(List<RevisionInfo> current) {
        return current.isEmpty()
                ? "base"
                : current.stream().map(RevisionInfo::id).collect(Collectors.joining(", "));
    }

    private static JsonObjectBuilder json(RunResult result) {
        return RunReport.jsonBuilder(result);
    }

    private static JsonObjectBuilder json(Current.Result result) {
        return CurrentCommand.jsonBuilder(result);
    }

    private static <T> JsonObject document(List<ForAll.Outcome<T>> outcomes, Function<T, JsonObjectBuilder> json) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (ForAll.Outcome<T> outcome : outcomes) {
            JsonObjectBuilder each = Json.createObjectBuilder().add("tenant", outcome.tenant());
            outcome.result().ifPresentOrElse(r -> each.add("result", json.apply(r)), () -> each.addNull("result"));
            outcome.failure().ifPresentOrElse(f -> each.add("error", f), () -> each.addNull("error"));
            outcome.notDone().ifPresentOrElse(n -> each.add("notDone", n), () -> each.addNull("notDone"));
            array.add(each);
        }
        return Json.createObjectBuilder()
                .add("tenants", array)
                .add("failed", outcomes.stream().filter(ForAll.Outcome::failed).count())
                .build();
    }
}
