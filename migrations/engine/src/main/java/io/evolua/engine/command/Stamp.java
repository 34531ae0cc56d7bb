package io.evolua.engine.command;

import io.evolua.engine.history.Direction;
import io.evolua.engine.history.Step;
import io.evolua.engine.revision.OfflineRange;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.StampTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says in the history that the database is at a revision, without running anything: for a database that got its schema
 * by another way, or to mend a history.
 */
public final class Stamp {

    private final CommandContext context;

    public Stamp(CommandContext context) {
        this.context = context;
    }

    /**
     * Records the database as being at these places in the graph, each on its own line: what builds upon a place is not
     * applied any more, what the place builds upon is, and other branches stay as they are.
     *
     * @param targets {@code head}, {@code heads}, {@code base}, or revisions by any of their names
     * @param purge whether to forget first whatever the history says, also about revisions of which there is no script
     * @return what was recorded
     * @throws io.evolua.engine.UsageException if there is no such target
     * @throws io.evolua.engine.RefusedException if a target is ambiguous, or would take back what is in a baseline
     */
    public RunResult run(List<String> targets, boolean purge) {
        targets.forEach(OfflineRange::refuseOnline);
        Migration migration = new Migration(context);
        return purge ? migration.purge(planner(targets, true)) : migration.stamp(planner(targets, false));
    }

    static Migration.Planner planner(List<String> targets, boolean purge) {
        return (graph, history, any) -> {
            if (purge) {
                return plan(graph, Set.of(), targets);
            }
            Migration.Plan plan = plan(graph, history.appliedOf(graph), targets);
            Downgrade.refuseBaseline(
                    history,
                    plan.steps().stream()
                            .filter(step -> step.direction() == Direction.DOWN)
                            .map(Step::revision)
                            .toList());
            return plan;
        };
    }

    private static Migration.Plan plan(RevisionGraph graph, Set<RevisionId> applied, List<String> targets) {
        StampTargets.Result result = new StampTargets(graph, applied).of(targets);
        List<Step> steps = new ArrayList<>();
        result.back().forEach(revision -> steps.add(new Step(revision, Direction.DOWN)));
        result.forward().forEach(revision -> steps.add(new Step(revision, Direction.UP)));
        return new Migration.Plan(steps, List.of());
    }
}
