package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rows of the history table say is applied now. */
public final class AppliedRevisions {

    private final List<AppliedRevision> rows;
    private final List<RepeatableRow> repeatable;
    private final Map<RevisionId, AppliedRevision> applied = new HashMap<>();
    private final Map<RevisionId, AppliedRevision> failed = new HashMap<>();
    private Optional<RevisionId> baseline = Optional.empty();

    private AppliedRevisions(List<AppliedRevision> rows, List<RepeatableRow> repeatable) {
        this.repeatable = List.copyOf(repeatable);
        this.rows = rows.stream()
                .sorted(Comparator.comparingInt(AppliedRevision::rank))
                .toList();
        this.rows.forEach(this::take);
    }

    /**
     * Reads rows in the order of their ranks.
     *
     * @param rows of the history table that have a version, in any order
     */
    public static AppliedRevisions of(Collection<AppliedRevision> rows) {
        return of(rows, List.of());
    }

    /**
     * As {@link #of(Collection)}, with what else the table holds.
     *
     * @param repeatable rows that have no version, in the order of their ranks
     */
    static AppliedRevisions of(Collection<AppliedRevision> rows, List<RepeatableRow> repeatable) {
        return new AppliedRevisions(List.copyOf(rows), repeatable);
    }

    private void take(AppliedRevision row) {
        if (row.takesBack()) {
            applied.remove(row.id());
            failed.remove(row.id());
        } else if (!row.success()) {
            failed.put(row.id(), row);
        } else {
            failed.remove(row.id());
            applied.put(row.id(), row);
            if (row.isBaseline()) {
                baseline = Optional.of(row.id());
            }
        }
    }

    /** All rows, oldest first. */
    public List<AppliedRevision> rows() {
        return rows;
    }

    /**
     * What is said of repeatable scripts.
     *
     * @param scripts all there are
     * @return none if there is none, neither here nor in the history
     */
    public Optional<RepeatableHistory> repeatable(List<Script> scripts) {
        return repeatable.isEmpty() && scripts.isEmpty()
                ? Optional.empty()
                : Optional.of(new RepeatableHistory(scripts, repeatable));
    }

    /** The rows of the versions that are applied now, by version. */
    public List<AppliedRevision> applied() {
        return byVersion(applied);
    }

    private static List<AppliedRevision> byVersion(Map<RevisionId, AppliedRevision> rows) {
        List<AppliedRevision> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(AppliedRevision::id));
        return Collections.unmodifiableList(sorted);
    }

    /** The row that says that it is applied now; none also for one that only a baseline covers. */
    public Optional<AppliedRevision> row(RevisionId id) {
        return Optional.ofNullable(applied.get(id));
    }

    /** Rows of scripts that failed outside a transaction, or are not finished, and were not repaired. */
    public List<AppliedRevision> failed() {
        return byVersion(failed);
    }

    /** The row that says that its script failed outside a transaction, or is not finished. */
    public Optional<AppliedRevision> failed(RevisionId id) {
        return Optional.ofNullable(failed.get(id));
    }

    /** The row of its script that was begun outside a transaction, in either direction, and is not finished. */
    public Optional<AppliedRevision> unfinished(RevisionId id) {
        return failed(id).filter(AppliedRevision::isUnfinished);
    }

    /** Which way the script of an unfinished row goes: what is applied was being taken back. */
    Direction direction(AppliedRevision unfinished) {
        return applied.containsKey(unfinished.id()) ? Direction.DOWN : Direction.UP;
    }

    /** The script of an unfinished row, if it is there. */
    Optional<Script> unfinishedScript(RevisionGraph graph, AppliedRevision unfinished) {
        return graph.find(unfinished.id())
                .flatMap(revision -> direction(unfinished).script(revision));
    }

    /** Whether it is applied: it has a row, or it is not newer than the baseline. */
    public boolean isApplied(RevisionId id) {
        return applied.containsKey(id) || coveredByBaseline(id);
    }

    /** Whether it is applied only in so far as the database began its history with a later state. */
    public boolean coveredByBaseline(RevisionId id) {
        return !(applied.containsKey(id) && !applied.get(id).isBaseline())
                && baseline.isPresent()
                && id.compareTo(baseline.get()) <= 0;
    }

    /** The newest version that has a row, whether there is a script for it or not. */
    public Optional<RevisionId> newest() {
        return applied.keySet().stream().max(Comparator.naturalOrder());
    }

    /** The revisions of a graph that are applied. */
    public Set<RevisionId> appliedOf(RevisionGraph graph) {
        Set<RevisionId> ids = new LinkedHashSet<>();
        for (Revision revision : graph.order()) {
            if (isApplied(revision.id())) {
                ids.add(revision.id());
            }
        }
        return ids;
    }

    /** The applied revisions of a graph that no applied one revises: what the database is at. */
    public List<Revision> current(RevisionGraph graph) {
        Set<RevisionId> ids = appliedOf(graph);
        Set<RevisionId> revised = new HashSet<>();
        List<Revision> current = new ArrayList<>();
        for (Revision revision : graph.order()) {
            if (ids.contains(revision.id())) {
                revised.addAll(revision.revises());
                current.add(revision);
            }
        }
        current.removeIf(revision -> revised.contains(revision.id()));
        return List.copyOf(current);
    }
}
