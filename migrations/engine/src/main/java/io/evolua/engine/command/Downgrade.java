package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.history.AppliedRevision;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.Direction;
import io.evolua.engine.history.HistoryCheck;
import io.evolua.engine.revision.OfflineRange;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.RevisionNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes back the revisions beyond a target. */
public final class Downgrade {

    private final CommandContext context;

    public Downgrade(CommandContext context) {
        this.context = context;
    }

    /**
     * Takes back what is applied beyond the target.
     *
     * @param target {@code base}, {@code -N}, or the revision that shall be the newest, by id, unique beginning of it,
     *     or slug
     * @return what was taken back
     * @throws io.evolua.engine.UsageException if there is no such target
     * @throws RefusedException if the target is ambiguous or not applied, if scripts and history contradict each other,
     *     if an undo script is missing, or if one fails: then those before it stay taken back
     */
    public RunResult run(String target) {
        OfflineRange.refuseOnline(target);
        return new Migration(context).downgrade(planner(target));
    }

    static Migration.Planner planner(String target) {
        return (graph, history, targets) -> {
            new HistoryCheck(graph, history).requireAgreement();
            List<Revision> back = targets.downgrade(target);
            refuseBaseline(history, back);
            refuseWithoutScript(graph, history, back);
            return Migration.Plan.of(back, Direction.DOWN, remarks(history, back));
        };
    }

    static void refuseBaseline(AppliedRevisions history, List<Revision> back) {
        List<Revision> covered = back.stream()
                .filter(revision -> history.coveredByBaseline(revision.id()))
                .toList();
        if (!covered.isEmpty()) {
            throw new RefusedException("The history of this database begins with a baseline, so that these were never"
                    + " run and cannot be taken back: " + RevisionNames.list(covered) + ". Nothing was run.");
        }
    }

    /** A migration written in Java, say, has no script; what came before it cannot be taken back under its feet. */
    private static void refuseWithoutScript(RevisionGraph graph, AppliedRevisions history, List<Revision> back) {
        Optional<RevisionId> oldest = back.stream().map(Revision::id).min(RevisionId::compareTo);
        List<String> others = history.applied().stream()
                .filter(row -> graph.find(row.id()).isEmpty() && !row.isBaseline())
                .filter(row -> oldest.isPresent() && row.id().compareTo(oldest.get()) > 0)
                .map(row -> row.id() + " (" + row.type() + " " + row.script() + ")")
                .toList();
        if (!others.isEmpty()) {
            throw new RefusedException("Also applied, and without a script that could take it back: "
                    + String.join(", ", others) + ". Nothing was run.");
        }
    }

    /** Open-source Flyway then regards the versions taken back as out of order. */
    static List<String> remarks(AppliedRevisions history, List<Revision> back) {
        Set<RevisionId> ids = back.stream().map(Revision::id).collect(Collectors.toSet());
        Optional<RevisionId> newestLeft = history.applied().stream()
                .map(AppliedRevision::id)
                .filter(id -> !ids.contains(id))
                .max(RevisionId::compareTo);
        boolean holes = newestLeft.isPresent() && ids.stream().anyMatch(id -> id.compareTo(newestLeft.get()) < 0);
        return holes
                ? List.of("Newer revisions stay applied (" + newestLeft.get()
                        + "). To apply these again, Flyway needs outOfOrder=true, and evolua --out-of-order.")
                : List.of();
    }
}
