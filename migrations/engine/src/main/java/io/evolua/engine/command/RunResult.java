package io.evolua.engine.command;

import io.evolua.engine.history.Direction;
import io.evolua.engine.history.StepResult;
import io.evolua.engine.revision.Revision;
import java.util.List;

/**
 * What an upgrade, a downgrade or a stamp did.
 *
 * @param steps in the order in which they were done; empty if there was nothing to do
 * @param current where the database is now: more than one with several branches, none at the base
 * @param remarks what the user should know besides
 * @param left how many steps were not done because the run was asked to stop
 */
public record RunResult(List<Step> steps, List<RevisionInfo> current, List<String> remarks, int left) {

    public RunResult {
        steps = List.copyOf(steps);
        current = List.copyOf(current);
        remarks = List.copyOf(remarks);
    }

    /** One revision that was applied or taken back, and how long it took. */
    public record Step(String id, String slug, String message, boolean up, long milliseconds) {

        static Step of(StepResult result) {
            Revision revision = result.step().revision();
            return new Step(
                    revision.id().toString(),
                    revision.slug(),
                    revision.message(),
                    result.step().direction() == Direction.UP,
                    result.milliseconds());
        }
    }

    public boolean nothingToDo() {
        return steps.isEmpty() && left == 0;
    }

    /** Whether the run was asked to stop before it was done. */
    public boolean stopped() {
        return left > 0;
    }
}
