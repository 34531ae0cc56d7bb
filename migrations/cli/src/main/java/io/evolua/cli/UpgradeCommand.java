package io.evolua.cli;

import io.evolua.engine.command.Upgrade;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua upgrade}. */
final class UpgradeCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("upgrade", "Apply revisions up to the given one.");
        spec.addPositional(Options.revision(
                "REVISION",
                "0..1",
                "head (the default), heads, +N, an id, the beginning of one, a name, NAME+N, label@one of these."));
        Options.scripts(spec);
        Options.database(spec);
        spec.addOption(
                Options.flag(Setting.OUT_OF_ORDER, "Run also scripts that are older than the newest applied one."));
        spec.addOption(Options.flag(
                Setting.BASELINE_ON_MIGRATE, "Begin with a baseline where there are tables and no history."));
        AllTenants.options(spec);
        Options.run(spec);
        OfflineReport.option(spec);
        PlanReport.option(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String target = invocation.positional().orElse("head");
        if (invocation.flag(PlanReport.DRY_RUN)) {
            return PlanReport.print(invocation, plan -> plan.upgrade(target));
        }
        if (invocation.flag(OfflineReport.SQL)) {
            return OfflineReport.print(invocation, offline -> offline.upgrade(target));
        }
        return Run.of(invocation, context -> new Upgrade(context).run(target));
    }
}
