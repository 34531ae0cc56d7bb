package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which revisions a target of {@code upgrade}, {@code downgrade} or {@code stamp} means, given those that are applied.
 * Pure.
 */
public final class Targets {

    private static final Pattern RELATIVE = Pattern.compile("[+-]\\d{1,9}");

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
     * What an upgrade must apply, in order.
     *
     * @param target {@code head}, {@code heads}, {@code +N} or a revision's name
     * @throws UsageException if it is not one of these
     * @throws RefusedException if it is ambiguous (with the choices) or leads further than the revisions do
     */
    public List<Revision> upgrade(String target) {
        if (target.equals("base") || target.startsWith("-")) {
            throw new UsageException(
                    "An upgrade cannot lead to \"" + target + "\". To go back: evolua downgrade " + target);
        }
        if (RELATIVE.matcher(target).matches()) {
            return next(steps(target));
        }
        if (target.equals("heads") || (target.equals("head") && graph.isEmpty())) {
            return pending(graph.order());
        }
        Set<RevisionId> wanted = graph.withAncestors(names.resolve(target).id());
        return pending(graph.order().stream()
                .filter(revision -> wanted.contains(revision.id()))
                .toList());
    }

    /**
     * What a downgrade must take back, in order.
     *
     * @param target {@code base}, {@code -N} or the name of the revision that shall be the newest
     * @throws UsageException if it is not one of these
     * @throws RefusedException if it is ambiguous (with the choices), not applied, or leads further than what is applied
     */
    public List<Revision> downgrade(String target) {
        if (target.startsWith("+")) {
            throw new UsageException(
                    "A downgrade cannot lead to \"" + target + "\". To go forward: evolua upgrade " + target);
        }
        if (RELATIVE.matcher(target).matches()) {
            return last(steps(target));
        }
        if (target.equals("base")) {
            return backwards(applied);
        }
        Revision revision = names.resolve(target);
        if (!applied.contains(revision.id())) {
            throw new RefusedException("A downgrade cannot lead to " + revision + ": it is not applied."
                    + (applied.isEmpty()
                            ? " Nothing is."
                            : " Applied last: " + RevisionNames.list(tips(applied)) + "."));
        }
        Set<RevisionId> above = graph.withDescendants(revision.id());
        above.remove(revision.id());
        above.retainAll(applied);
        return backwards(above);
    }

    /** The applied revisions that no other applied one builds upon. */
    public List<Revision> current() {
        return tips(applied);
    }

    private List<Revision> pending(List<Revision> wanted) {
        return wanted.stream()
                .filter(revision -> !applied.contains(revision.id()))
                .toList();
    }

    private List<Revision> next(int count) {
        Set<RevisionId> done = new TreeSet<>(applied);
        List<Revision> next = new ArrayList<>();
        while (next.size() < count) {
            List<Revision> ready = graph.order().stream()
                    .filter(revision -> !done.contains(revision.id()) && done.containsAll(needs(revision)))
                    .toList();
            if (ready.isEmpty()) {
                throw new RefusedException("+" + count + " leads too far: "
                        + (next.isEmpty() ? "nothing is pending." : "only " + next.size() + " can be applied.")
                        + " Nothing was run.");
            }
            if (ready.size() > 1) {
                throw ambiguous("+" + count, ready);
            }
            next.add(ready.get(0));
            done.add(ready.get(0).id());
        }
        return next;
    }

    private static Set<RevisionId> needs(Revision revision) {
        Set<RevisionId> needs = new TreeSet<>(revision.revises());
        needs.addAll(revision.dependsOn());
        return needs;
    }

    private List<Revision> last(int count) {
        Set<RevisionId> left = new TreeSet<>(applied);
        List<Revision> last = new ArrayList<>();
        while (last.size() < count) {
            List<Revision> tips = tips(left);
            if (tips.isEmpty()) {
                throw new RefusedException("-" + count + " leads too far: "
                        + (last.isEmpty() ? "nothing is applied." : "only " + last.size() + " can be taken back.")
                        + " Nothing was run.");
            }
            if (tips.size() > 1) {
                throw ambiguous("-" + count, tips);
            }
            last.add(tips.get(0));
            left.remove(tips.get(0).id());
        }
        return last;
    }

    private static RefusedException ambiguous(String target, List<Revision> choices) {
        return new RefusedException("\"" + target + "\" may begin with any of " + RevisionNames.list(choices)
                + ". Name the revision you want to be at.");
    }

    private List<Revision> tips(Set<RevisionId> ids) {
        return graph.order().stream()
                .filter(revision ->
                        ids.contains(revision.id()) && Collections.disjoint(graph.children(revision.id()), ids))
                .toList();
    }

    private List<Revision> backwards(Set<RevisionId> ids) {
        List<Revision> revisions = new ArrayList<>(
                graph.order().stream().filter(r -> ids.contains(r.id())).toList());
        Collections.reverse(revisions);
        return List.copyOf(revisions);
    }

    private static int steps(String target) {
        int count = Integer.parseInt(target.substring(1));
        if (count == 0) {
            throw new UsageException("\"" + target + "\" leads nowhere. Name a number of revisions from 1 on.");
        }
        return count;
    }
}
