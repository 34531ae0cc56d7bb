package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the revision that a person means: by id, by a beginning of it (four characters or more), by slug, or {@code head}. */
public final class RevisionNames {

    private static final int SHORTEST_BEGINNING = 4;
    private static final int NEWEST = 5;

    private final RevisionGraph graph;

    public RevisionNames(RevisionGraph graph) {
        this.graph = graph;
    }

    /**
     * The revision of that name.
     *
     * @throws UsageException if there is no such revision (with the nearest names) or if several are meant (with all)
     * @throws RefusedException if it is {@code head} and there are several
     */
    public Revision resolve(String name) {
        if (name.equals("head")) {
            return onlyHead();
        }
        if (RevisionId.isValid(name)) {
            var exact = graph.find(RevisionId.of(name));
            if (exact.isPresent()) {
                return exact.get();
            }
        }
        List<Revision> found = matching(revision -> revision.slug().equals(name)
                || revision.branch().filter(name::equals).isPresent());
        if (found.isEmpty() && name.length() >= SHORTEST_BEGINNING) {
            found = matching(revision -> revision.id().toString().startsWith(name));
        }
        if (found.size() > 1) {
            throw new UsageException("\"" + name + "\" may be any of " + list(found) + ". Name one by its id.");
        }
        if (found.isEmpty()) {
            throw new UsageException(unknown(name));
        }
        return found.get(0);
    }

    /**
     * The head, if there is exactly one.
     *
     * @throws RefusedException if there is no head or more than one
     */
    public Revision onlyHead() {
        List<Revision> heads = graph.heads();
        if (heads.isEmpty()) {
            throw new RefusedException(
                    "There are no revisions yet. Write the first one with: evolua revision -m \"…\"");
        }
        if (heads.size() > 1) {
            throw new RefusedException("There are " + heads.size() + " heads: " + list(heads)
                    + ". Name the one you mean, or heads for all of them.");
        }
        return heads.get(0);
    }

    public static String list(List<Revision> revisions) {
        return String.join(", ", revisions.stream().map(Revision::toString).toList());
    }

    private List<Revision> matching(Predicate<Revision> condition) {
        return graph.order().stream().filter(condition).toList();
    }

    private String unknown(String name) {
        if (graph.isEmpty()) {
            return "There is no revision \"" + name + "\": there are no revisions yet.";
        }
        boolean shortBeginning = name.length() < SHORTEST_BEGINNING
                && graph.order().stream().anyMatch(r -> r.id().toString().startsWith(name));
        List<String> known = graph.order().stream()
                .flatMap(revision -> Stream.of(revision.id().toString(), revision.slug()))
                .filter(text -> !text.isEmpty())
                .toList();
        String candidates = shortBeginning
                ? " A beginning of an id needs at least " + SHORTEST_BEGINNING + " characters."
                : Candidates.didYouMean(name, known);
        return "There is no revision \"" + name + "\"." + (candidates.isEmpty() ? newest() : candidates);
    }

    /** For a name that is like none of those there are. */
    private String newest() {
        List<Revision> all = graph.order();
        List<Revision> newest = new ArrayList<>(all.subList(Math.max(0, all.size() - NEWEST), all.size()));
        Collections.reverse(newest);
        return newest.size() == all.size()
                ? " There are " + list(newest) + "."
                : " The newest of " + all.size() + " are " + list(newest) + "; all of them: evolua history";
    }
}
