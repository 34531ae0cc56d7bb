package io.evolua.engine.command;

import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.Direction;
import io.evolua.engine.history.Step;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Targets;
import java.util.ArrayList;
import java.util.List;

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
     * Records the database as being at the target.
     *
     * @param target {@code head}, {@code heads}, {@code base}, or a revision by id, unique beginning of it, or slug.
     *     Afterwards it and all that it builds upon are recorded as applied, and nothing else is
     * @return what was recorded
     * @throws io.evolua.engine.UsageException if there is no such target
     * @throws io.evolua.engine.RefusedException if the target is ambiguous, or would take back what is in a baseline
     */
    public RunResult run(String target) {
        Migration migration = new Migration(context);
        return migration.stamp((history, targets) -> {
            List<Revision> back = beyond(migration, target, history);
            Downgrade.refuseBaseline(history, back);
            List<Revision> forward = target.equals("base") ? List.of() : targets.upgrade(target);
            List<Step> steps = new ArrayList<>();
            back.forEach(revision -> steps.add(new Step(revision, Direction.DOWN)));
            forward.forEach(revision -> steps.add(new Step(revision, Direction.UP)));
            return new Migration.Plan(steps, List.of());
        });
    }

    /** What is applied and neither the target nor one of its ancestors, newest first. */
    private static List<Revision> beyond(Migration migration, String target, AppliedRevisions history) {
        var graph = migration.scripts().graph();
        var applied = history.appliedOf(graph);
        if (target.equals("base")) {
            return new Targets(graph, applied).downgrade("base");
        }
        if (target.equals("heads") || target.startsWith("+") || target.startsWith("-")) {
            return List.of();
        }
        var kept =
                graph.withAncestors(migration.scripts().names().resolve(target).id());
        return new Targets(graph, applied)
                .downgrade("base").stream()
                        .filter(revision -> !kept.contains(revision.id()))
                        .toList();
    }
}
