package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps from one revision to the next along what they revise, within a branch if one was named. */
final class Walk {

    private final RevisionGraph graph;
    private final String text;
    private final Optional<Set<RevisionId>> lineage;

    /**
     * @param text what the user wrote, for messages
     * @param lineage the revisions that may be stepped on; none if all
     */
    Walk(RevisionGraph graph, String text, Optional<Set<RevisionId>> lineage) {
        this.graph = graph;
        this.text = text;
        this.lineage = lineage;
    }

    /**
     * The revision so many steps up.
     *
     * @param from none for the base
     * @throws RefusedException if there are not so many, or a step could lead to several revisions
     */
    Revision up(Optional<Revision> from, int steps) {
        Optional<Revision> at = from;
        for (int done = 0; done < steps; done++) {
            Optional<Revision> next = at.isEmpty()
                    ? only(ids(graph.bases()))
                    : only(graph.revisedBy(at.get().id()));
            if (next.isEmpty()) {
                throw tooFar(steps, done);
            }
            at = next;
        }
        return at.orElseThrow();
    }

    /**
     * The revision so many steps down.
     *
     * @return none if it is the base
     * @throws RefusedException if there are not so many, or a step could lead to several revisions
     */
    Optional<Revision> down(Optional<Revision> from, int steps) {
        Optional<Revision> at = from;
        for (int done = 0; done < steps; done++) {
            if (at.isEmpty()) {
                throw tooFar(steps, done);
            }
            at = only(at.get().revises());
        }
        return at;
    }

    private Optional<Revision> only(Collection<RevisionId> ids) {
        List<Revision> choices = ids.stream()
                .filter(id -> lineage.isEmpty() || lineage.get().contains(id))
                .map(graph::get)
                .toList();
        if (choices.size() > 1) {
            throw ambiguous(choices);
        }
        return choices.stream().findFirst();
    }

    private static List<RevisionId> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }

    private RefusedException tooFar(int steps, int done) {
        return new RefusedException("\"" + text + "\" leads too far: " + steps
                + (steps == 1 ? " step was" : " steps were") + " asked for, and "
                + (done == 0 ? "there is none." : "there " + (done == 1 ? "is" : "are") + " only " + done + ".")
                + " Nothing was run.");
    }

    RefusedException ambiguous(List<Revision> choices) {
        return new RefusedException("\"" + text + "\" may lead to any of " + RevisionNames.list(choices)
                + ". Name the revision, or the branch as in " + choices.get(0).shortName() + "@" + relative() + ".");
    }

    private String relative() {
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
