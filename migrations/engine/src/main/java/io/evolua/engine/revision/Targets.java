package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.revision.RevisionNames.Branch;
import io.evolua.engine.revision.RevisionNames.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which revisions a target of {@code upgrade} or {@code downgrade} means, given those that are applied. Pure.
 *
 * <p>A target is a place in the graph: {@code [branch@]name[±N]}, where the name is an id, a beginning of one, a slug, a
 * label, {@code head}, {@code heads} or {@code base}; without a name it counts from where the database is.
 */
public final class Targets {

    private final RevisionGraph graph;
    private final RevisionNames names;
    private final Set<RevisionId> applied;

    /**
     * Looks at a graph of which some revisions are applied.
     *
     * @param applied those of the graph's revisions that are applied
     */
    public Targets(RevisionGraph graph, Set<RevisionId> applied) {
        this.graph = graph;
        this.names = new RevisionNames(graph);
        this.applied = new TreeSet<>(applied);
    }

    /**
     * What an upgrade must apply, in order: what the target is and all that must be applied before it.
     *
     * @throws UsageException if it is no target of an upgrade
     * @throws RefusedException if it is ambiguous (with the choices) or leads further than the revisions do
     */
    public List<Revision> upgrade(String text) {
        TargetText target = names.parse(text);
        if (target.isBase() || (target.fromHere() && target.steps() < 0)) {
            throw new UsageException(
                    "An upgrade cannot lead to \"" + text + "\". To go back: evolua downgrade " + text);
        }
        if (target.fromHere()) {
            return forwards(new NextRevisions(graph, applied).following(text, branch(target), target.steps()));
        }
        if (graph.isEmpty()
                && target.name().startsWith(TargetText.HEAD)
                && target.branch().isEmpty()) {
            return List.of();
        }
        Place place = names.place(target);
        if (place.isBase()) {
            throw new UsageException("\"" + text + "\" is the base. To go back to it: evolua downgrade base");
        }
        return forwards(graph.withAncestors(ids(place.revisions())));
    }

    /**
     * What a downgrade must take back, in order: what revises the target, and all that cannot stay without that. What
     * merely depends on the target stays. If the target names a branch, the other branches stay.
     *
     * @throws UsageException if it is no target of a downgrade
     * @throws RefusedException if it is ambiguous (with the choices), not applied, or leads further than what is applied
     */
    public List<Revision> downgrade(String text) {
        TargetText target = names.parse(text);
        if (target.fromHere()) {
            if (target.steps() > 0) {
                throw new UsageException(
                        "A downgrade cannot lead to \"" + text + "\". To go forward: evolua upgrade " + text);
            }
            return backwards(new LastRevisions(graph, applied).upTo(text, branch(target), -target.steps()));
        }
        if (target.isBase() && target.branch().isEmpty()) {
            return backwards(applied);
        }
        Place place = names.place(target);
        if (place.revisions().size() > 1) {
            throw new UsageException("A downgrade leads to one revision, and \"" + text + "\" is "
                    + RevisionNames.list(place.revisions()) + ".");
        }
        List<RevisionId> roots =
                place.isBase() ? ids(graph.bases()) : above(place.revisions().get(0));
        Optional<Branch> branch = place.branch();
        return backwards(graph.withDescendants(roots.stream()
                .filter(root -> branch.isEmpty() || branch.get().lineage().contains(root))
                .toList()));
    }

    private List<RevisionId> above(Revision target) {
        if (!applied.contains(target.id())) {
            throw new RefusedException("A downgrade cannot lead to " + target + ": it is not applied."
                    + (applied.isEmpty() ? " Nothing is." : " Applied last: " + RevisionNames.list(current()) + "."));
        }
        return List.copyOf(graph.revisedBy(target.id()));
    }

    /** The applied revisions that no other applied one builds upon. */
    public List<Revision> current() {
        List<Revision> current = new ArrayList<>();
        Set<RevisionId> builtUpon = new HashSet<>();
        for (Revision revision : graph.order()) {
            if (applied.contains(revision.id())) {
                current.add(revision);
                builtUpon.addAll(revision.revises());
                builtUpon.addAll(revision.dependsOn());
            }
        }
        current.removeIf(revision -> builtUpon.contains(revision.id()));
        return List.copyOf(current);
    }

    private Optional<Branch> branch(TargetText target) {
        return target.branch().map(names::branch);
    }

    private List<Revision> forwards(Collection<RevisionId> wanted) {
        return graph.order().stream()
                .filter(revision -> wanted.contains(revision.id()) && !applied.contains(revision.id()))
                .toList();
    }

    private List<Revision> backwards(Collection<RevisionId> unwanted) {
        List<Revision> revisions = new ArrayList<>(graph.order().stream()
                .filter(revision -> unwanted.contains(revision.id()) && applied.contains(revision.id()))
                .toList());
        Collections.reverse(revisions);
        return List.copyOf(revisions);
    }

    private static List<RevisionId> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }
}
