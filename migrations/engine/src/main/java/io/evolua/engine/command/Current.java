package io.evolua.engine.command;

import io.evolua.engine.history.AppliedRevision;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.HistoryCheck;
import io.evolua.engine.history.RepeatableHistory;
import io.evolua.engine.history.RepeatableRow;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the database is. Reads only; a database without a history stays without one. */
public final class Current {

    private final CommandContext context;

    public Current(CommandContext context) {
        this.context = context;
    }

    /**
     * Where the database is, and what lies ahead of it.
     *
     * @param current the applied revisions that no other applied one builds upon; none at the base
     * @param heads the revisions that upgrades lead to
     * @param pending the revisions that are not applied, in the order in which they would be
     * @param unknown applied versions for which there is no script here
     * @param repeatable the repeatable scripts that would run, by name
     * @param unfinished scripts, up, down or repeatable, that failed outside a transaction or were cut off
     */
    public record Result(
            List<RevisionInfo> current,
            List<RevisionInfo> heads,
            List<RevisionInfo> pending,
            List<String> unknown,
            List<String> repeatable,
            List<String> unfinished) {

        /** Whether the database is at all heads, no repeatable script has changed, and nothing is half done. */
        public boolean upToDate() {
            return pending.isEmpty() && repeatable.isEmpty() && unfinished.isEmpty();
        }
    }

    public Result run() {
        ScriptDirectory scripts = context.loadScripts();
        AppliedRevisions history = context.onDatabase(connection -> Migration.read(connection, context.historyTable()));
        Optional<RepeatableHistory> ran = history.repeatable(scripts.others().repeatable());
        RevisionGraph graph = Migration.graph(scripts, history);
        List<Revision> pending = graph.order().stream()
                .filter(revision -> !history.isApplied(revision.id()))
                .toList();
        return new Result(
                RevisionInfo.of(history.current(graph)),
                RevisionInfo.of(graph.heads()),
                RevisionInfo.of(pending),
                unknown(scripts, graph, history),
                ran.isPresent() ? names(ran.get().pending()) : List.of(),
                scripts(history.failed(), ran.isPresent() ? ran.get().failed() : List.of()));
    }

    /** Applied scripts that are not here. */
    static List<String> unknown(ScriptDirectory scripts, RevisionGraph graph, AppliedRevisions history) {
        Optional<RepeatableHistory> ran = history.repeatable(scripts.others().repeatable());
        return scripts(
                history.applied().stream()
                        .filter(row -> !row.isBaseline() && graph.find(row.id()).isEmpty())
                        .toList(),
                ran.isPresent() ? ran.get().missing() : List.of());
    }

    private static List<String> names(List<Script> scripts) {
        return scripts.stream().map(Script::name).toList();
    }

    private static List<String> scripts(Collection<AppliedRevision> versions, Collection<RepeatableRow> repeatable) {
        List<String> scripts = new ArrayList<>();
        versions.forEach(row -> scripts.add(row.script()));
        repeatable.forEach(row -> scripts.add(row.script()));
        return List.copyOf(scripts);
    }

    /**
     * Refuses if scripts and history of the database contradict each other.
     *
     * @throws io.evolua.engine.RefusedException if scripts and history contradict each other
     * @throws io.evolua.engine.UsageException if no database was named
     */
    public void requireAgreement() {
        ScriptDirectory scripts = context.loadScripts();
        AppliedRevisions history = context.onDatabase(connection -> Migration.read(connection, context.historyTable()));
        RevisionGraph graph = Migration.graph(scripts, history);
        HistoryCheck check = new HistoryCheck(graph, history);
        check.requireAgreement();
        check.requireRepeatable(scripts.others().repeatable());
        check.requireFinishing(List.of());
    }
}
