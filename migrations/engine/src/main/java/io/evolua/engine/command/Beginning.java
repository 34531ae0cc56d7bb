package io.evolua.engine.command;

import io.evolua.engine.history.Step;
import io.evolua.engine.revision.OtherScripts;
import io.evolua.engine.revision.RevisionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where an empty history begins: Flyway's newest baseline script stands for all revisions up to its version. */
final class Beginning {

    private final OtherScripts others;
    private Optional<OtherScripts.Baseline> chosen = Optional.empty();

    Beginning(OtherScripts others) {
        this.others = others;
    }

    /** The script to begin with, once there is a plan. */
    Optional<OtherScripts.Baseline> chosen() {
        return chosen;
    }

    /** Plans as another, without what the script to begin with stands for. */
    Migration.Planner of(Migration.Planner planner) {
        return (graph, history, targets) -> {
            Migration.Plan plan = planner.plan(graph, history, targets);
            if (!history.rows().isEmpty()) {
                return plan;
            }
            Optional<RevisionId> newest =
                    plan.steps().stream().map(step -> step.revision().id()).max(Comparator.naturalOrder());
            chosen = newest.isEmpty() && graph.isEmpty()
                    ? others.newestBaseline()
                    : newest.flatMap(others::newestBaselineUpTo);
            return chosen.map(baseline -> without(plan, baseline)).orElse(plan);
        };
    }

    private static Migration.Plan without(Migration.Plan plan, OtherScripts.Baseline baseline) {
        List<Step> steps = plan.steps().stream()
                .filter(step -> step.revision().id().compareTo(baseline.id()) > 0)
                .toList();
        List<String> remarks = new ArrayList<>(plan.remarks());
        remarks.add("Began with " + baseline.script().name() + ", which stands for all revisions up to " + baseline.id()
                + ".");
        return new Migration.Plan(steps, remarks);
    }
}
