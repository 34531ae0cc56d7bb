package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Offline;
import jakarta.json.Json;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** {@code --sql}: prints the script that does what the command would do. */
final class OfflineReport {

    static final String SQL = "--sql";

    private OfflineReport() {}

    static void option(CommandSpec spec) {
        spec.addOption(Options.flag(SQL, "Print a script for psql instead, from FROM:TO, without asking a database."));
    }

    static ExitCode print(Invocation invocation, Function<Offline, Offline.Result> command) {
        if (AllTenants.wanted(invocation)) {
            throw new UsageException("--sql is for one database. Name it, instead of all.");
        }
        CommandContext context = Contexts.ofFiles(invocation);
        Offline.Result result = command.apply(new Offline(context));
        if (invocation.json()) {
            JsonOutput.print(
                    invocation.console(),
                    Json.createObjectBuilder()
                            .add("sql", result.sql())
                            .add("steps", RunReport.json(result.steps()))
                            .add("remarks", Revisions.texts(result.remarks()))
                            .build());
        } else {
            invocation.console().print(result.sql());
            result.remarks().forEach(invocation.console()::message);
        }
        return ExitCode.DONE;
    }
}
