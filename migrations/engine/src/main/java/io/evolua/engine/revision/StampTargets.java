package io.evolua.engine.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be recorded for a database to be at certain places, each on its own line: what revises a place is not applied
 * any more, what it builds upon is, and other branches stay as they are. Pure.
 */
public final class StampTargets {

    private final RevisionGraph graph;
    private final RevisionNames names;
    private final Set<RevisionId> applied;
    private final Set<RevisionId> wanted = new TreeSet<>();
    private final Set<RevisionId> unwanted = new TreeSet<>();

    /** @param applied those of the graph's revisions that are recorded as applied */
    public StampTargets(RevisionGraph graph, Set<RevisionId> applied) {
        this.graph = graph;
        this.names = new RevisionNames(graph);
        this.applied = new TreeSet<>(applied);
    }

    /**
     * What to record.
     *
     * @param forward to be recorded as applied, in order
     * @param back to be recorded as not applied, in order
     */
    public record Result(List<Revision> forward, List<Revision> back) {}

    /**
     * Finds what to record for all these places together; of two on one line, the one further up wins.
     *
     * @throws io.evolua.engine.UsageException if one is no place
     * @throws io.evolua.engine.RefusedException if one is ambiguous (with the choices) or leads too far
     */
    public Result of(List<String> targets) {
        targets.forEach(this::add);
        List<Revision> forward = graph.order().stream()
                .filter(revision -> wanted.contains(revision.id()) && !applied.contains(revision.id()))
                .toList();
        List<Revision> back = new ArrayList<>(graph.order().stream()
                .filter(revision -> applied.contains(revision.id())
                        && unwanted.contains(revision.id())
                        && !wanted.contains(revision.id()))
                .toList());
        Collections.reverse(back);
        return new Result(forward, List.copyOf(back));
    }

    private void add(String text) {
        TargetText target = names.parse(text);
        Targets here = new Targets(graph, applied);
        if (target.fromHere() && target.steps() > 0) {
            addAll(wanted, here.upgrade(text));
        } else if (target.fromHere()) {
            addAll(unwanted, here.downgrade(text));
        } else if (target.isBase()) {
            unwanted.addAll(target.branch()
                    .map(name -> graph.withDescendants(
                            ownBeginning(names.branch(name).root())))
                    .orElse(applied));
        } else {
            RevisionNames.Place place = names.place(target);
            for (Revision revision : place.revisions()) {
                wanted.addAll(graph.withAncestors(revision.id()));
                unwanted.addAll(graph.withDescendants(graph.revisedBy(revision.id())));
            }
            if (place.isBase()) {
                addAll(unwanted, here.downgrade(text));
            }
        }
    }

    /** Where a branch has nothing in common with others any more, going down: above a branch point or a merge point. */
    private RevisionId ownBeginning(Revision revision) {
        Revision at = revision;
        while (at.revises().size() == 1 && graph.revisedBy(at.revises().get(0)).size() == 1) {
            at = graph.get(at.revises().get(0));
        }
        return at.id();
    }

    private static void addAll(Set<RevisionId> ids, List<Revision> revisions) {
        revisions.forEach(revision -> ids.add(revision.id()));
    }
}
