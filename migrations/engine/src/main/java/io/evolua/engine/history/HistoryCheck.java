package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.RevisionNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether scripts and history tell the same story, as far as it is written. Pure. */
public final class HistoryCheck {

    private final RevisionGraph graph;
    private final AppliedRevisions history;

    public HistoryCheck(RevisionGraph graph, AppliedRevisions history) {
        this.graph = graph;
        this.history = history;
    }

    /**
     * Refuses where the history and the scripts contradict each other.
     *
     * @throws RefusedException naming every row that failed, has no script any more, or whose script was edited
     */
    public void requireAgreement() {
        List<String> problems = new ArrayList<>();
        for (AppliedRevision row : history.failed()) {
            problems.add("Version " + row.id() + " (" + row.script() + ") is recorded as failed. Undo by hand what it"
                    + " left, then remove the record with: flyway repair");
        }
        List<AppliedRevision> missing = history.applied().stream()
                .filter(row -> row.isSql()
                        && !history.coveredByBaseline(row.id())
                        && graph.find(row.id()).isEmpty())
                .toList();
        problems.addAll(missing(missing));
        for (AppliedRevision row : history.applied()) {
            graph.find(row.id())
                    .filter(revision -> edited(row, revision))
                    .ifPresent(revision -> problems.add(edited(revision)));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("\n", problems));
        }
    }

    private List<String> missing(List<AppliedRevision> rows) {
        Optional<RevisionId> newestScript =
                graph.order().stream().map(Revision::id).max(RevisionId::compareTo);
        List<String> problems = new ArrayList<>();
        List<String> ahead = new ArrayList<>();
        for (AppliedRevision row : rows) {
            if (newestScript.isPresent() && row.id().compareTo(newestScript.get()) > 0) {
                ahead.add(row.script());
            } else {
                problems.add("Version " + row.id() + " is applied, and its script " + row.script()
                        + " is missing. Bring it back.");
            }
        }
        if (!ahead.isEmpty()) {
            problems.add("The database is ahead of these scripts: " + String.join(", ", ahead)
                    + (ahead.size() == 1 ? " is" : " are")
                    + " applied, and the newest script here is " + newestScript.orElseThrow()
                    + ". Use the scripts of the newer version.");
        }
        return problems;
    }

    private boolean edited(AppliedRevision row, Revision revision) {
        return row.isSql()
                && row.checksum() != null
                && row.checksum() != revision.up().checksum()
                && !history.coveredByBaseline(row.id());
    }

    private static String edited(Revision revision) {
        return revision.up().display() + " was edited after it was applied (its checksum is no longer the one in the"
                + " history). Restore it and write the change as a new revision; or, if the database already holds what"
                + " it says now, record it anew: evolua stamp "
                + (revision.isBase() ? "base" : revision.revises().get(0)) + ", then evolua stamp to where you were.";
    }

    /** Those that would run later than their version says: after a newer one that they do not build upon. */
    public List<Revision> outOfOrder(List<Revision> pending) {
        return pending.stream().filter(this::outOfOrder).toList();
    }

    /**
     * Refuses what would run later than its version says, unless its script says what it revises: then the graph is the
     * order, not the version.
     *
     * @throws RefusedException if one of these is older than one that is applied and that it does not build upon
     */
    public void requireInOrder(List<Revision> pending) {
        List<Revision> late = outOfOrder(pending).stream()
                .filter(revision -> !revision.placed())
                .toList();
        if (!late.isEmpty()) {
            throw new RefusedException((late.size() == 1 ? "Revision " : "Revisions ") + RevisionNames.list(late)
                    + (late.size() == 1 ? " is" : " are") + " older than "
                    + history.newest().orElseThrow()
                    + ", which is applied. Give it a newer version, or run it all the same with --out-of-order.");
        }
    }

    private boolean outOfOrder(Revision revision) {
        if (history.newest()
                .filter(newest -> newest.compareTo(revision.id()) > 0)
                .isEmpty()) {
            return false;
        }
        var ancestors = graph.withAncestors(revision.id());
        return history.applied().stream()
                .anyMatch(row -> row.id().compareTo(revision.id()) > 0 && !ancestors.contains(row.id()));
    }
}
