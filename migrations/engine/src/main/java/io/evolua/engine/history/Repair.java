package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the history must change so that it agrees with the scripts, as far as somebody says so. Reads scripts
 * and writes nothing.
 */
public final class Repair {

    /** What happens to a row. */
    public enum Action {
        /** It gets the checksum and the description of the script as it is now. */
        REALIGNED,
        /** The record of a script that failed goes. */
        REMOVED,
        /** A row follows that says that the version is no longer applied; its script is missing. */
        DELETED,
        /** An unfinished script goes on at another statement. */
        RESUMED
    }

    /**
     * What is to be done besides what is always done.
     *
     * @param deleteMissing whether versions without a script are recorded as deleted
     * @param abandon whether unfinished scripts are forgotten
     * @param resumeAt the statement at which the unfinished script goes on
     */
    public record Wish(boolean deleteMissing, boolean abandon, Optional<Integer> resumeAt) {}

    /**
     * A row that changes.
     *
     * @param script what the row is to say of its script, for those that are realigned
     * @param detail what changes, for people
     * @param mark the execution time that says how far an unfinished script came, where that changes
     */
    public record Fix(Action action, HistoryRow row, Optional<Script> script, String detail, OptionalInt mark) {}

    private final RevisionGraph graph;
    private final AppliedRevisions history;
    private final List<Fix> fixes = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private Repair(RevisionGraph graph, AppliedRevisions history) {
        this.graph = graph;
        this.history = history;
    }

    /**
     * Finds out what to change.
     *
     * @param repeatable the scripts without a version that are there
     * @throws RefusedException if there is no unfinished script to resume, several, or no such statement in it
     */
    public static Repair plan(RevisionGraph graph, List<Script> repeatable, AppliedRevisions history, Wish wish) {
        Repair repair = new Repair(graph, history);
        List<AppliedRevision> unfinished =
                history.failed().stream().filter(AppliedRevision::isUnfinished).toList();
        if (wish.resumeAt().isPresent()) {
            repair.resume(unfinished, wish.resumeAt().get());
        } else {
            unfinished.forEach(row -> repair.unfinished(row, wish));
        }
        history.failed().stream()
                .filter(row -> !row.isUnfinished())
                .forEach(row -> repair.fix(Action.REMOVED, row, "it was recorded as failed"));
        history.applied().forEach(row -> repair.applied(row, wish));
        history.repeatable(repeatable).ifPresent(ran -> repair.repeatable(ran, wish));
        return repair;
    }

    public List<Fix> fixes() {
        return List.copyOf(fixes);
    }

    /** What is not as it should be and was left so, with the way out. */
    public List<String> left() {
        return List.copyOf(left);
    }

    private void fix(Action action, HistoryRow row, String detail) {
        fixes.add(new Fix(action, row, Optional.empty(), detail, OptionalInt.empty()));
    }

    private void resume(Collection<AppliedRevision> unfinished, int at) {
        if (unfinished.size() != 1) {
            throw new RefusedException(
                    unfinished.isEmpty()
                            ? "No script was begun outside a transaction and is not finished: there is nothing to resume."
                            : "Several scripts are not finished. Finish one of them first.");
        }
        AppliedRevision row = unfinished.iterator().next();
        Script script = history.unfinishedScript(graph, row)
                .orElseThrow(() -> new RefusedException(
                        "The script " + row.script() + " is missing. Bring it back; then run this again."));
        int statements = SqlScript.parse(script).parts();
        if (at < 1 || at > statements + 1) {
            throw new RefusedException(script.display() + " has " + statements + " statements: it can go on at 1 to "
                    + (statements + 1) + ", the latter if all are done.");
        }
        fixes.add(new Fix(
                Action.RESUMED,
                row,
                Optional.of(script),
                at > statements
                        ? "all its statements count as done"
                        : "it goes on at statement " + at + " of " + statements,
                OptionalInt.of(new Mark(at, false).executionTime())));
    }

    private void unfinished(AppliedRevision row, Wish wish) {
        Optional<Script> script = history.unfinishedScript(graph, row);
        if (wish.abandon()) {
            fix(Action.REMOVED, row, "it was not finished, and is forgotten");
        } else if (script.isEmpty()) {
            missing(row, wish, Action.REMOVED, "it was not finished");
        } else if (!Objects.equals(row.checksum(), script.get().checksum())) {
            realign(row, script.get(), row.description(), row.description());
        } else {
            left.add(row.script()
                    + " is not finished: the next upgrade or downgrade goes on with it. --abandon forgets it.");
        }
    }

    private void applied(AppliedRevision row, Wish wish) {
        Optional<Revision> revision = graph.find(row.id());
        boolean ours =
                row.isSql() || revision.filter(each -> row.isOf(each.up())).isPresent();
        if (!ours || history.coveredByBaseline(row.id())) {
            return;
        }
        if (revision.isEmpty()) {
            missing(row, wish, Action.DELETED, "its script is missing");
        } else {
            realign(
                    row,
                    revision.get().up(),
                    row.description(),
                    HistoryTable.abbreviated(revision.get().flywayDescription()));
        }
    }

    /** A repeatable script that changed runs again: only what counts as the same is realigned. */
    private void repeatable(RepeatableHistory ran, Wish wish) {
        ran.failed().forEach(row -> fix(Action.REMOVED, row, "it was recorded as failed"));
        for (Script script : ran.scripts()) {
            ran.toRealign(script)
                    .ifPresent(row -> fixes.add(new Fix(
                            Action.REALIGNED,
                            row,
                            Optional.of(script),
                            checksumChange(row, script.checksumOfSql()),
                            OptionalInt.empty())));
        }
        ran.missing().forEach(row -> missing(row, wish, Action.DELETED, "its script is missing"));
    }

    private static String checksumChange(HistoryRow row, @Nullable Integer checksum) {
        return "checksum " + row.checksum() + " becomes " + checksum;
    }

    private void missing(HistoryRow row, Wish wish, Action action, String why) {
        if (wish.deleteMissing()) {
            fix(action, row, why);
        } else {
            left.add("The script " + row.script() + " is missing. Bring it back; or, if it is gone for good, say"
                    + " --delete-missing.");
        }
    }

    private void realign(AppliedRevision row, Script script, String before, String now) {
        List<String> changes = new ArrayList<>();
        if (!Objects.equals(row.checksum(), script.checksum())) {
            changes.add(checksumChange(row, script.checksum()));
        }
        if (!before.equals(now)) {
            changes.add("description \"" + before + "\" becomes \"" + now + "\"");
        }
        if (!changes.isEmpty()) {
            fixes.add(new Fix(
                    Action.REALIGNED, row, Optional.of(script), String.join(", ", changes), OptionalInt.empty()));
        }
    }
}
