package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the revision that a person means: by id, by a beginning of it (four characters or more), by slug, by the label of
 * the branch that begins there, or {@code head}; so many steps from there ({@code +2}, {@code -1}); and all of it within
 * a branch ({@code label@head}), which any revision of the branch may stand for.
 */
public final class RevisionNames {

    private static final int SHORTEST_BEGINNING = 4;
    private static final int NEWEST = 5;

    private final RevisionGraph graph;

    public RevisionNames(RevisionGraph graph) {
        this.graph = graph;
    }

    /**
     * The one revision of that name.
     *
     * @throws UsageException if there is no such revision (with the nearest names), or if several are meant (with all)
     * @throws RefusedException if it is {@code head} and there are several, or if it leads further than the revisions do
     */
    public Revision resolve(String name) {
        Place place = place(name);
        if (place.revisions().size() > 1) {
            throw new UsageException(
                    "\"" + name + "\" may be any of " + list(place.revisions()) + ". Name one by its id.");
        }
        if (place.isBase()) {
            throw new UsageException("\"" + name + "\" is the base, before every revision. Name a revision.");
        }
        return place.revisions().get(0);
    }

    /**
     * A place in the graph.
     *
     * @param branch the branch that the name spoke of
     * @param revisions one revision; none for the base; several for {@code heads}
     */
    record Place(Optional<Branch> branch, List<Revision> revisions) {

        boolean isBase() {
            return revisions.isEmpty();
        }
    }

    /**
     * A branch: the revision that stands for it and all that share its line.
     *
     * @param root the one with the label, or the one that was named
     */
    record Branch(String name, Revision root, Set<RevisionId> lineage) {

        boolean holds(Revision revision) {
            return lineage.contains(revision.id());
        }
    }

    /** The parts of a name; a revision's own name is one part, whatever its letters. */
    TargetText parse(String text) {
        return exactly(text).isPresent() ? new TargetText(text, Optional.empty(), text, 0) : TargetText.parse(text);
    }

    Place place(String text) {
        return place(parse(text));
    }

    /** @throws UsageException also if it counts from where the database is */
    Place place(TargetText target) {
        if (target.fromHere()) {
            throw new UsageException(
                    "\"" + target.text() + "\" counts from where the database is, which is not asked here."
                            + " Name the revision to count from, as in head" + target.text());
        }
        Optional<Branch> branch = target.branch().map(this::branch);
        List<Revision> named = named(target.name(), branch);
        if (target.steps() == 0) {
            return new Place(branch, named);
        }
        // Going down from a revision is going down its own branch.
        Optional<Branch> way = branch.isPresent() || target.steps() > 0 || named.size() != 1
                ? branch
                : Optional.of(branch(named.get(0)));
        return new Place(way, walk(target, branch, named));
    }

    private Branch branch(Revision revision) {
        return new Branch(revision.id().toString(), revision, graph.lineage(revision.id()));
    }

    private List<Revision> walk(TargetText target, Optional<Branch> branch, List<Revision> from) {
        Walk walk = new Walk(graph, target.text(), branch.map(Branch::lineage));
        if (from.size() > 1) {
            throw walk.ambiguous(from);
        }
        Optional<Revision> start = from.stream().findFirst();
        return target.steps() > 0
                ? List.of(walk.up(start, target.steps()))
                : walk.down(start, -target.steps()).stream().toList();
    }

    private List<Revision> named(String name, Optional<Branch> branch) {
        return switch (name) {
            case TargetText.BASE -> List.of();
            case TargetText.HEADS -> heads(branch);
            case TargetText.HEAD -> List.of(onlyHead(branch));
            default -> List.of(find(name, branch));
        };
    }

    /**
     * The branch of a label, or of any of its revisions.
     *
     * @throws UsageException if there is none (with the nearest names)
     */
    Branch branch(String name) {
        Revision root = exactly(name).orElseGet(() -> {
            List<Revision> found = beginningWith(name, null);
            if (found.size() > 1) {
                throw new UsageException("The branch \"" + name + "\" may be that of any of " + list(found) + ".");
            }
            if (found.isEmpty()) {
                throw new UsageException(unknownBranch(name));
            }
            return found.get(0);
        });
        return new Branch(name, root, graph.lineage(root.id()));
    }

    private String unknownBranch(String name) {
        List<String> labels =
                graph.order().stream().flatMap(r -> r.branch().stream()).toList();
        String near = Candidates.didYouMean(name, labels);
        return "There is no branch \"" + name + "\"."
                + (!near.isEmpty()
                        ? near
                        : labels.isEmpty()
                                ? " No revision has a branch label; name a revision of the branch."
                                : " Branches are " + String.join(", ", labels) + ".");
    }

    private List<Revision> heads(Optional<Branch> branch) {
        return graph.heads().stream()
                .filter(head -> branch.isEmpty() || branch.get().holds(head))
                .toList();
    }

    /**
     * The head, if there is exactly one.
     *
     * @throws RefusedException if there is no head or more than one
     */
    public Revision onlyHead() {
        return onlyHead(Optional.empty());
    }

    private Revision onlyHead(Optional<Branch> branch) {
        List<Revision> heads = heads(branch);
        if (heads.isEmpty()) {
            throw new RefusedException(
                    "There are no revisions yet. Write the first one with: evolua revision -m \"…\"");
        }
        if (heads.size() > 1) {
            throw new RefusedException((branch.isEmpty()
                            ? "There are " + heads.size() + " heads: "
                            : "The branch " + branch.get().name() + " has " + heads.size() + " heads: ")
                    + list(heads) + ". Name the one you mean"
                    + (branch.isEmpty()
                            ? ", as in " + heads.get(0).shortName() + "@head, or heads for all of them."
                            : "."));
        }
        return heads.get(0);
    }

    private Revision find(String name, Optional<Branch> branch) {
        Optional<Revision> exact = exactly(name);
        if (exact.isPresent()) {
            return within(branch, exact.get());
        }
        List<Revision> found = beginningWith(name, branch.map(Branch::lineage).orElse(null));
        if (found.size() > 1) {
            throw new UsageException("\"" + name + "\" may be any of " + list(found) + ". Name one by its id.");
        }
        if (found.isEmpty()) {
            List<Revision> elsewhere = branch.isEmpty() ? List.of() : beginningWith(name, null);
            if (!elsewhere.isEmpty()) {
                return within(branch, elsewhere.get(0));
            }
            throw new UsageException(unknown(name));
        }
        return found.get(0);
    }

    private static Revision within(Optional<Branch> branch, Revision revision) {
        if (branch.isPresent() && !branch.get().holds(revision)) {
            throw new UsageException("Revision " + revision + " is not of the branch "
                    + branch.get().name() + ", which " + branch.get().root() + " is of.");
        }
        return revision;
    }

    /** By id, slug or label, not by a beginning. */
    private Optional<Revision> exactly(String name) {
        if (RevisionId.isValid(name)) {
            Optional<Revision> found = graph.find(RevisionId.of(name));
            if (found.isPresent()) {
                return found;
            }
        }
        List<Revision> labelled =
                matching(revision -> revision.branch().filter(name::equals).isPresent());
        List<Revision> found =
                labelled.isEmpty() ? matching(revision -> revision.slug().equals(name)) : labelled;
        if (found.size() > 1) {
            throw new UsageException("\"" + name + "\" may be any of " + list(found) + ". Name one by its id.");
        }
        return found.stream().findFirst();
    }

    private List<Revision> beginningWith(String name, @Nullable Set<RevisionId> within) {
        return name.length() < SHORTEST_BEGINNING
                ? List.of()
                : matching(revision -> revision.id().toString().startsWith(name)
                        && (within == null || within.contains(revision.id())));
    }

    public static String list(List<Revision> revisions) {
        return revisions.stream().map(Revision::toString).collect(Collectors.joining(", "));
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
                .flatMap(revision -> Stream.of(
                        revision.id().toString(),
                        revision.slug(),
                        revision.branch().orElse("")))
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
