package io.evolua.cli;

import io.evolua.engine.command.Downgrade;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua downgrade}. */
final class DowngradeCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("downgrade", "Go back to the given revision.");
        spec.addPositional(Options.revision(
                "REVISION", "1", "base, -N, an id, the beginning of one, a name, NAME-N, or label@one of these."));
        Options.scripts(spec);
        Options.database(spec);
        AllTenants.options(spec);
        Options.run(spec);
        OfflineReport.option(spec);
        PlanReport.option(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String target = invocation.positional().orElseThrow();
        if (invocation.flag(PlanReport.DRY_RUN)) {
            return PlanReport.print(invocation, plan -> plan.downgrade(target));
        }
        if (invocation.flag(OfflineReport.SQL)) {
            return OfflineReport.print(invocation, offline -> offline.downgrade(target));
        }
        return Run.of(invocation, context -> new Downgrade(context).run(target));
    }
}
