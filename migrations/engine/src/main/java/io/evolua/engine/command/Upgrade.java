package io.evolua.engine.command;

import io.evolua.engine.history.Direction;
import io.evolua.engine.history.HistoryCheck;
import io.evolua.engine.revision.OfflineRange;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionNames;
import io.evolua.engine.revision.ScriptDirectory;
import java.util.ArrayList;
import java.util.List;

/** Applies the revisions that lead to a target. */
public final class Upgrade {

    private final CommandContext context;

    public Upgrade(CommandContext context) {
        this.context = context;
    }

    /**
     * Applies what is pending up to the target.
     *
     * @param target {@code head}, {@code heads}, {@code +N}, or a revision by id, unique beginning of it, or slug
     * @return what was applied
     * @throws io.evolua.engine.UsageException if there is no such target
     * @throws io.evolua.engine.RefusedException if the target is ambiguous, if scripts and history contradict each
     *     other, if a script is out of order, or if a script fails: then those before it stay applied
     */
    public RunResult run(String target) {
        OfflineRange.refuseOnline(target);
        Migration migration = new Migration(context);
        return migration.upgrade(planner(context, migration.scripts(), target));
    }

    static Migration.Planner planner(CommandContext context, ScriptDirectory scripts, String target) {
        return (graph, history, targets) -> {
            HistoryCheck check = new HistoryCheck(graph, history);
            check.requireAgreement();
            check.requireRepeatable(scripts.others().repeatable());
            List<Revision> pending = targets.upgrade(target);
            if (!context.settings().outOfOrder()) {
                check.requireInOrder(pending);
            }
            return Migration.Plan.of(pending, Direction.UP, remarks(scripts, check, pending));
        };
    }

    /** What is run late, and what is not run at all. */
    static List<String> remarks(ScriptDirectory scripts, HistoryCheck check, List<Revision> pending) {
        List<String> remarks = new ArrayList<>();
        List<Revision> late = check.outOfOrder(pending);
        if (!late.isEmpty()) {
            remarks.add("Applied after newer versions: " + RevisionNames.list(late)
                    + ". Where Flyway runs on this database, too, it needs outOfOrder=true.");
        }
        scripts.notSearched().ifPresent(remarks::add);
        List<String> unobserved = scripts.others().callbacks().stream()
                .filter(callback -> callback.moment().endsWith("Connect"))
                .map(callback -> callback.script().name())
                .toList();
        if (!unobserved.isEmpty()) {
            remarks.add("Not run: " + String.join(", ", unobserved)
                    + ". What a script sets ends with it: to have it in force for"
                    + " each, name it beforeEachMigrate.sql.");
        }
        if (!scripts.skipped().isEmpty()) {
            remarks.add("Not run, being named as no script of Flyway's: " + String.join(", ", scripts.skipped()));
        }
        return remarks;
    }
}
