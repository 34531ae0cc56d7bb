package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.RevisionNames;
import io.evolua.engine.revision.Script;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            if (row.isUnfinished()) {
                history.unfinishedScript(graph, row)
                        .filter(script -> !Objects.equals(script.checksum(), row.checksum()))
                        .ifPresent(script -> problems.add(editedUnfinished(row, script)));
            } else {
                problems.add("Version " + row.id() + " (" + row.script() + ") is recorded as failed, by "
                        + row.installedBy() + " on " + time(row.installedOn())
                        + ". Undo by hand what it left, then remove the record: evolua repair");
            }
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
                    .ifPresent(revision -> problems.add(editedApplied(row, revision)));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("\n", problems));
        }
    }

    /**
     * Refuses where the history and the repeatable scripts contradict each other.
     *
     * @param scripts all there are
     * @throws RefusedException naming every one that failed when it ran last, or is missing
     */
    public void requireRepeatable(List<Script> scripts) {
        Optional<RepeatableHistory> known = history.repeatable(scripts);
        if (known.isEmpty()) {
            return;
        }
        RepeatableHistory ran = known.get();
        List<String> problems = new ArrayList<>();
        for (RepeatableRow row : ran.failed()) {
            problems.add("The repeatable script " + row.script() + " is recorded as failed, by " + row.installedBy()
                    + " on " + time(row.installedOn())
                    + ". Undo by hand what it left, then remove the record: evolua repair");
        }
        for (RepeatableRow row : ran.missing()) {
            problems.add("The repeatable script " + row.script() + " ran, and is missing. Bring it back; or, if it is"
                    + " gone for good, record it as deleted: evolua repair --delete-missing");
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
                        + " is missing. Bring it back; or, if it is gone for good, record it as deleted:"
                        + " evolua repair --delete-missing");
            }
        }
        if (!ahead.isEmpty()) {
            problems.add("The database is ahead of these scripts: " + String.join(", ", ahead)
                    + (ahead.size() == 1 ? " is" : " are")
                    + " applied, and the newest script here is " + newestScript.orElseThrow()
                    + ". Use the scripts of the newer version; or, if they are gone for good, record"
                    + (ahead.size() == 1 ? " it" : " them") + " as deleted: evolua repair --delete-missing");
        }
        return problems;
    }

    private boolean edited(AppliedRevision row, Revision revision) {
        return row.isOf(revision.up())
                && !(row.isSql() && row.checksum() == null)
                && !history.coveredByBaseline(row.id())
                && !Objects.equals(row.checksum(), revision.up().checksum());
    }

    private static String editedApplied(AppliedRevision row, Revision revision) {
        return revision.up().display() + " was edited after " + row.installedBy() + " applied it on "
                + time(row.installedOn())
                + " (its checksum was " + row.checksum() + " then, and is "
                + revision.up().checksum()
                + " now). Restore it and write the change as a new revision; or, if the database already holds what it"
                + " says now, accept it: evolua repair";
    }

    private static String editedUnfinished(AppliedRevision row, Script script) {
        int done = Mark.of(row).orElse(Mark.START).statement() - 1;
        return script.display() + " was edited after it was begun on " + time(row.installedOn()) + " (its checksum was "
                + row.checksum() + " then, and is " + script.checksum() + " now), and it is not finished: "
                + done + (done == 1 ? " statement is" : " statements are")
                + " done. Restore it; or, if these are as they were, accept it: evolua repair";
    }

    private static String time(LocalDateTime installedOn) {
        return installedOn.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
    }

    /**
     * Refuses to do anything else while a script is half done that was begun outside a transaction.
     *
     * @throws RefusedException if one of them is not among the steps, naming the way to finish it
     */
    public void requireFinishing(List<Step> steps) {
        List<String> problems = new ArrayList<>();
        for (AppliedRevision row : history.failed()) {
            Direction direction = history.direction(row);
            if (row.isUnfinished()
                    && steps.stream()
                            .noneMatch(step -> step.direction() == direction
                                    && step.revision().id().equals(row.id()))) {
                problems.add(unfinished(row, direction));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("\n", problems));
        }
    }

    private String unfinished(AppliedRevision row, Direction direction) {
        Optional<Revision> revision = graph.find(row.id());
        String finish =
                switch (direction) {
                    case UP -> "evolua upgrade " + row.id();
                    case DOWN ->
                        "evolua downgrade "
                                + revision.filter(each -> !each.isBase())
                                        .map(each -> each.revises().get(0).toString())
                                        .orElse("base");
                };
        return row.script() + " was begun on " + time(row.installedOn()) + " and is not finished. "
                + (revision.isPresent() ? "Finish it first: " + finish : "Its script is missing. Bring it back")
                + "; or, if you put the database right by hand, forget it: evolua repair --abandon";
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
