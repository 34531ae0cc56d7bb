package io.evolua.engine.command;

import io.evolua.engine.history.PlannedStep;
import io.evolua.engine.history.StepResult;
import io.evolua.engine.revision.OfflineRange;
import io.evolua.engine.safety.Measured;
import io.evolua.engine.safety.Outlook;
import java.util.ArrayList;
import java.util.List;

/** What upgrade, downgrade and stamp would do to the database, found out without doing it. */
public final class DryRun {

    private final CommandContext context;

    public DryRun(CommandContext context) {
        this.context = context;
    }

    /**
     * What would be done.
     *
     * @param steps in order
     * @param remarks what the user should know besides
     */
    public record Result(List<Step> steps, List<String> remarks) {

        public Result {
            steps = List.copyOf(steps);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A step.
     *
     * @param script what messages call the script; empty if none would be run
     * @param java whether it is a class, of which nobody knows what it will do
     * @param inTransaction whether the script and its row are one transaction
     */
    public record Step(
            RunResult.Step step,
            String script,
            boolean java,
            boolean inTransaction,
            List<Outlook.Statement> statements,
            List<PlannedStep.Asked> guards) {

        public Step {
            statements = List.copyOf(statements);
            guards = List.copyOf(guards);
        }
    }

    /** As {@link Upgrade#run}, with its refusals. */
    public Result upgrade(String target) {
        OfflineRange.refuseOnline(target);
        Migration migration = new Migration(context);
        return run(
                connection -> migration.lookUpgrade(connection, Upgrade.planner(context, migration.scripts(), target)));
    }

    /** As {@link Downgrade#run}, with its refusals. */
    public Result downgrade(String target) {
        OfflineRange.refuseOnline(target);
        Migration migration = new Migration(context);
        return run(connection -> migration.look(connection, Downgrade.planner(target)));
    }

    /** As {@link Stamp#run}, with its refusals; no script has a part in it. */
    public Result stamp(List<String> targets, boolean purge) {
        targets.forEach(OfflineRange::refuseOnline);
        Migration migration = new Migration(context);
        return context.onDatabase(connection -> {
            Migration.Plan plan = migration.look(connection, Stamp.planner(targets, purge));
            return new Result(
                    plan.steps().stream()
                            .map(step -> new Step(info(step), "", false, true, List.of(), List.of()))
                            .toList(),
                    plan.remarks());
        });
    }

    private Result run(CommandContext.Work<Migration.Plan> look) {
        return context.onDatabase(connection -> {
            Migration.Plan plan = look.on(connection);
            List<PlannedStep> planned = PlannedStep.of(connection, plan.steps());
            List<String> remarks = new ArrayList<>(plan.remarks());
            Measured measured = planned.isEmpty() ? Measured.nothing() : Measured.of(connection, planned);
            measured.reason()
                    .ifPresent(
                            reason -> remarks.add("Not all statements could be tried out on empty copies of the tables;"
                                    + " of the others the words tell what they do. " + reason));
            List<List<Outlook.Statement>> outlook = Outlook.of(connection, planned, measured);
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < planned.size(); i++) {
                PlannedStep step = planned.get(i);
                steps.add(new Step(
                        info(step.step()),
                        step.script().name(),
                        step.script().java().isPresent(),
                        step.inTransaction(),
                        outlook.get(i),
                        step.guards()));
            }
            return new Result(steps, remarks);
        });
    }

    private static RunResult.Step info(io.evolua.engine.history.Step step) {
        return RunResult.Step.of(new StepResult(step, 0));
    }
}
