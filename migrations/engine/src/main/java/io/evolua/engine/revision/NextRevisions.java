package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.RevisionNames.Branch;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What {@code +N} means: the next so many revisions that can be applied. */
final class NextRevisions {

    private final RevisionGraph graph;
    private final Set<RevisionId> done;

    NextRevisions(RevisionGraph graph, Set<RevisionId> applied) {
        this.graph = graph;
        this.done = new TreeSet<>(applied);
    }

    /**
     * The next revisions, one after the other, with what must be applied before them.
     *
     * @param branch where they must lie; what they depend on is then not counted. Without one, those that follow what
     *     was applied last go before others
     * @throws RefusedException if a step could be one of several, or if there are not so many
     */
    Set<RevisionId> following(String text, Optional<Branch> branch, int count) {
        Set<RevisionId> wanted = new TreeSet<>();
        for (int found = 0; found < count; found++) {
            List<Revision> choices = branch.isPresent() ? onBranch(branch.get()) : ready();
            if (choices.isEmpty()) {
                throw new RefusedException("\"" + text + "\" leads too far: "
                        + (found == 0 ? "nothing is pending" : "only " + found + " can be applied")
                        + branch.map(b -> " on the branch " + b.name()).orElse("") + ". Nothing was run.");
            }
            if (choices.size() > 1) {
                throw ambiguous(text, choices);
            }
            Set<RevisionId> next = graph.withAncestors(choices.get(0).id());
            wanted.addAll(next);
            done.addAll(next);
        }
        return wanted;
    }

    private static RefusedException ambiguous(String text, List<Revision> choices) {
        String steps = text.substring(text.lastIndexOf('@') + 1);
        return new RefusedException(
                "\"" + text + "\" may begin with any of " + RevisionNames.list(choices) + ". Name the branch, as in "
                        + choices.get(0).shortName() + "@" + steps + ", or the revision you want to be at.");
    }

    private List<Revision> ready() {
        Predicate<Revision> canBeApplied =
                revision -> done.containsAll(revision.revises()) && done.containsAll(revision.dependsOn());
        List<Revision> following = pending(revision ->
                canBeApplied.test(revision) && revision.revises().stream().anyMatch(this::isTip));
        return following.isEmpty() ? pending(canBeApplied) : following;
    }

    private boolean isTip(RevisionId id) {
        return Collections.disjoint(graph.revisedBy(id), done);
    }

    private List<Revision> onBranch(Branch branch) {
        return pending(revision -> branch.holds(revision)
                && revision.revises().stream()
                        .filter(branch.lineage()::contains)
                        .allMatch(done::contains));
    }

    private List<Revision> pending(Predicate<Revision> condition) {
        return graph.order().stream()
                .filter(revision -> !done.contains(revision.id()) && condition.test(revision))
                .toList();
    }
}
