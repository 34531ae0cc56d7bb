package io.evolua.engine.command;

import io.evolua.engine.history.AppliedRevision;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.RepeatableHistory;
import io.evolua.engine.history.RepeatableRow;
import io.evolua.engine.revision.HistoryRange;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All revisions, newest first, and which are applied if a database is named. */
public final class History {

    private final CommandContext context;

    public History(CommandContext context) {
        this.context = context;
    }

    /** Whether a revision or a repeatable script is applied. */
    public enum State {
        /** No database was asked. */
        UNKNOWN,
        PENDING,
        /** A repeatable script ran, and has changed since. */
        OUTDATED,
        APPLIED,
        /** The database's history begins with a later state. */
        BASELINE,
        FAILED
    }

    /**
     * A revision and its state.
     *
     * @param head whether no other revision revises it
     * @param current whether it is applied and no applied revision builds upon it
     * @param installedOn when it was applied, by the server's clock, if it was
     */
    public record Entry(
            RevisionInfo revision, boolean head, boolean current, State state, Optional<LocalDateTime> installedOn) {}

    /**
     * A repeatable script and whether it would run.
     *
     * @param installedOn when it ran last, by the server's clock, if it did
     */
    public record Repeatable(String script, State state, Optional<LocalDateTime> installedOn) {}

    /**
     * The history as the scripts tell it.
     *
     * @param entries newest first
     * @param repeatable in the order in which they run; none if only a part of the history was asked for
     * @param unknown applied versions for which there is no script here
     */
    public record Result(List<Entry> entries, List<Repeatable> repeatable, List<String> unknown) {}

    /** The whole history. */
    public Result run() {
        return run(Optional.empty());
    }

    /**
     * A part of the history.
     *
     * @param range as {@link HistoryRange} reads it
     * @throws io.evolua.engine.UsageException if it is no range, or asks where the database is and none was named
     * @throws io.evolua.engine.RefusedException if its ends are in the wrong order
     */
    public Result run(String range) {
        return run(Optional.of(range));
    }

    private Result run(Optional<String> range) {
        ScriptDirectory scripts = context.loadScripts();
        Optional<AppliedRevisions> applied = context.database()
                .map(any -> context.onDatabase(connection -> Migration.read(connection, context.historyTable())));
        RevisionGraph graph =
                applied.map(history -> Migration.graph(scripts, history)).orElse(scripts.graph());
        List<Revision> shown = range.map(
                        text -> new HistoryRange(graph, () -> applied.orElseThrow(CommandContext::noDatabase)
                                        .current(graph))
                                .of(text))
                .orElse(graph.order());
        // By identifier: to compare whole revisions, Java would have to make the code for it first.
        Set<RevisionId> current =
                ids(applied.map(history -> history.current(graph)).orElse(List.of()));
        Set<RevisionId> heads = ids(graph.heads());
        List<Entry> entries = new ArrayList<>();
        for (Revision revision : shown) {
            entries.add(new Entry(
                    RevisionInfo.of(revision),
                    heads.contains(revision.id()),
                    current.contains(revision.id()),
                    applied.map(history -> state(history, revision)).orElse(State.UNKNOWN),
                    applied.flatMap(history -> history.row(revision.id())).map(AppliedRevision::installedOn)));
        }
        Collections.reverse(entries);
        List<String> unknown =
                applied.map(history -> Current.unknown(scripts, graph, history)).orElse(List.of());
        List<Script> repeatable =
                range.isPresent() ? List.of() : scripts.others().repeatable();
        return new Result(List.copyOf(entries), repeatable(repeatable, applied), unknown);
    }

    private static List<Repeatable> repeatable(List<Script> scripts, Optional<AppliedRevisions> applied) {
        if (scripts.isEmpty()) {
            return List.of();
        }
        Optional<RepeatableHistory> ran = applied.flatMap(history -> history.repeatable(scripts));
        return scripts.stream()
                .map(script -> new Repeatable(
                        script.name(),
                        ran.map(history -> state(history, script)).orElse(State.UNKNOWN),
                        ran.flatMap(history -> history.row(script)).map(RepeatableRow::installedOn)))
                .toList();
    }

    private static State state(RepeatableHistory ran, Script script) {
        return switch (ran.state(script)) {
            case PENDING -> State.PENDING;
            case OUTDATED -> State.OUTDATED;
            case APPLIED -> State.APPLIED;
            case FAILED -> State.FAILED;
        };
    }

    private static Set<RevisionId> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).collect(Collectors.toSet());
    }

    private static State state(AppliedRevisions history, Revision revision) {
        if (history.failed(revision.id()).isPresent()) {
            return State.FAILED;
        }
        if (history.coveredByBaseline(revision.id())) {
            return State.BASELINE;
        }
        return history.isApplied(revision.id()) ? State.APPLIED : State.PENDING;
    }
}
