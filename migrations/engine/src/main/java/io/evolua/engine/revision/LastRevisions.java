package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.RevisionNames.Branch;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What {@code -N} means: the last so many revisions that were applied. */
final class LastRevisions {

    private final RevisionGraph graph;
    private final Set<RevisionId> left;

    LastRevisions(RevisionGraph graph, Set<RevisionId> applied) {
        this.graph = graph;
        this.left = new TreeSet<>(applied);
    }

    /**
     * The last revisions, with what cannot stay without them.
     *
     * @param branch where they must lie; what depends on them elsewhere is then not counted
     * @throws RefusedException if a step could be one of several, or if there are not so many
     */
    Set<RevisionId> upTo(String text, Optional<Branch> branch, int count) {
        Set<RevisionId> unwanted = new TreeSet<>();
        for (int found = 0; found < count; found++) {
            List<Revision> tips = tips(branch.map(this::of).orElse(left));
            if (tips.isEmpty()) {
                throw new RefusedException("\"" + text + "\" leads too far: "
                        + (found == 0 ? "nothing is applied" : "only " + found + " can be taken back")
                        + branch.map(b -> " on the branch " + b.name()).orElse("") + ". Nothing was run.");
            }
            if (tips.size() > 1) {
                throw ambiguous(text, tips);
            }
            Set<RevisionId> last = graph.withDescendants(tips.get(0).id());
            last.retainAll(left);
            unwanted.addAll(last);
            left.removeAll(last);
        }
        return unwanted;
    }

    private static RefusedException ambiguous(String text, List<Revision> tips) {
        String steps = text.substring(text.lastIndexOf('@') + 1);
        return new RefusedException(
                "\"" + text + "\" may begin with any of " + RevisionNames.list(tips) + ". Name the branch, as in "
                        + tips.get(0).shortName() + "@" + steps + ", or the revision you want to be at.");
    }

    private Set<RevisionId> of(Branch branch) {
        Set<RevisionId> onBranch = new TreeSet<>(branch.lineage());
        onBranch.retainAll(left);
        return onBranch;
    }

    private List<Revision> tips(Set<RevisionId> among) {
        return among.stream()
                .filter(id -> Collections.disjoint(graph.children(id), among))
                .map(graph::get)
                .toList();
    }
}
