package io.evolua.cli;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.RunResult;
import io.evolua.engine.command.Stamp;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua stamp}. */
final class StampCommand implements Subcommand {

    private static final String PURGE = "--purge";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("stamp", "Record a revision as applied without running any script.");
        spec.addPositional(Options.revisions(
                "REVISION", "1..*", "head, base, an id, the beginning of one, a name, or label@one of these."));
        spec.addOption(Options.flag(PURGE, "Forget first whatever the history says."));
        Options.scripts(spec);
        Options.database(spec);
        spec.addOption(Options.setting(
                Setting.LOCK_WAIT,
                "TIME",
                "How long to wait while another migration runs, as in 30s. Default: 10min."));
        OfflineReport.option(spec);
        PlanReport.option(spec);
        AllTenants.options(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<String> targets = invocation.positionals();
        boolean purge = invocation.flag(PURGE);
        if (invocation.flag(PlanReport.DRY_RUN)) {
            return PlanReport.print(invocation, plan -> plan.stamp(targets, purge));
        }
        if (invocation.flag(OfflineReport.SQL)) {
            if (purge) {
                throw new UsageException(
                        "--purge forgets what a database says, and --sql asks none: give either of them.");
            }
            return OfflineReport.print(invocation, offline -> offline.stamp(targets));
        }
        if (AllTenants.wanted(invocation)) {
            return AllTenants.run(invocation, context -> new Stamp(context).run(targets, purge));
        }
        RunResult result = new Stamp(Contexts.of(invocation)).run(targets, purge);
        new RunReport(invocation, "Recorded as applied:", "Recorded as not applied:").print(result);
        return ExitCode.DONE;
    }
}
