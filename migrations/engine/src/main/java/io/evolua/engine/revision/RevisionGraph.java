package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The revisions as a directed acyclic graph: edges are what a revision revises and what it depends on. Pure, immutable,
 * and deterministic: wherever the edges leave a choice, the smaller id comes first.
 */
public final class RevisionGraph {

    private static final SortedSet<RevisionId> NONE = Collections.emptySortedSet();

    /** In their order. */
    private final Map<RevisionId, Revision> byId;

    private final Map<RevisionId, SortedSet<RevisionId>> children = new HashMap<>();
    private final Map<RevisionId, SortedSet<RevisionId>> revisedBy = new HashMap<>();
    private final List<Revision> order;

    private RevisionGraph(Map<RevisionId, Revision> byId) {
        this.byId = Collections.unmodifiableMap(byId);
        for (Revision revision : byId.values()) {
            for (RevisionId parent : parents(revision)) {
                children.computeIfAbsent(parent, p -> new TreeSet<>()).add(revision.id());
            }
            for (RevisionId parent : revision.revises()) {
                revisedBy.computeIfAbsent(parent, p -> new TreeSet<>()).add(revision.id());
            }
        }
        this.order = sort();
    }

    /**
     * Makes a graph of revisions, in any order.
     *
     * @throws RefusedException if an id occurs twice, an edge leads nowhere, a branch label twice, or edges go in a circle
     */
    public static RevisionGraph of(Collection<Revision> revisions) {
        Map<RevisionId, Revision> byId = new LinkedHashMap<>();
        Map<String, Revision> labels = new HashMap<>();
        List<Revision> sorted = new ArrayList<>(revisions);
        sorted.sort(Comparator.comparing(Revision::id));
        for (Revision revision : sorted) {
            Revision twin = byId.put(revision.id(), revision);
            if (twin != null) {
                throw new RefusedException("Two scripts have the version " + revision.id() + ": "
                        + twin.up().display() + " and " + revision.up().display() + ". Give one of them another one.");
            }
            revision.branch().ifPresent(label -> {
                Revision other = labels.put(label, revision);
                if (other != null) {
                    throw new RefusedException("The branch label \"" + label + "\" is used by " + other + " and by "
                            + revision + ". Rename one of them.");
                }
            });
        }
        for (Revision revision : byId.values()) {
            requireKnown(revision, "revises", revision.revises(), byId);
            requireKnown(revision, "depends-on", revision.dependsOn(), byId);
        }
        return new RevisionGraph(byId);
    }

    private static void requireKnown(
            Revision revision, String key, List<RevisionId> named, Map<RevisionId, Revision> byId) {
        for (RevisionId id : named) {
            if (!byId.containsKey(id)) {
                throw new RefusedException(revision.up().display() + " says \"" + key + ": " + id
                        + "\", and there is no such revision."
                        + Candidates.didYouMean(
                                id.toString(),
                                byId.keySet().stream().map(RevisionId::toString).toList()));
            }
        }
    }

    private static Collection<RevisionId> parents(Revision revision) {
        if (revision.dependsOn().isEmpty()) {
            return revision.revises();
        }
        Set<RevisionId> parents = new TreeSet<>(revision.revises());
        parents.addAll(revision.dependsOn());
        return parents;
    }

    private List<Revision> sort() {
        Map<RevisionId, Integer> waitsFor = new HashMap<>();
        PriorityQueue<RevisionId> ready = new PriorityQueue<>();
        for (Revision revision : byId.values()) {
            int parents = parents(revision).size();
            waitsFor.put(revision.id(), parents);
            if (parents == 0) {
                ready.add(revision.id());
            }
        }
        List<Revision> sorted = new ArrayList<>();
        for (RevisionId id = ready.poll(); id != null; id = ready.poll()) {
            sorted.add(get(id));
            for (RevisionId child : children(id)) {
                if (waitsFor.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        if (sorted.size() < byId.size()) {
            throw new RefusedException(circle(sorted));
        }
        return List.copyOf(sorted);
    }

    /** Names the revisions on a circle only, not those that merely follow it. */
    private String circle(List<Revision> sorted) {
        Set<RevisionId> left = new TreeSet<>(byId.keySet());
        sorted.forEach(revision -> left.remove(revision.id()));
        boolean shrunk = true;
        while (shrunk) {
            shrunk = left.removeIf(id -> children(id).stream().noneMatch(left::contains));
        }
        List<String> files = left.stream().map(id -> get(id).up().display()).toList();
        return files.size() == 1
                ? files.get(0) + " follows itself. Correct its \"revises\" or \"depends-on\"."
                : "These scripts follow each other in a circle: " + String.join(", ", files)
                        + ". Correct a \"revises\" or \"depends-on\" among them.";
    }

    /** Every revision once, none before one that it revises or depends on. */
    public List<Revision> order() {
        return order;
    }

    /** All revisions, by version. */
    public List<Revision> byVersion() {
        return List.copyOf(byId.values());
    }

    public boolean isEmpty() {
        return order.isEmpty();
    }

    /** The revisions that no other revises, by id. */
    public List<Revision> heads() {
        return byId.values().stream()
                .filter(revision -> !revisedBy.containsKey(revision.id()))
                .toList();
    }

    /** The revisions that revise none, by id. */
    public List<Revision> bases() {
        return byId.values().stream().filter(Revision::isBase).toList();
    }

    public Optional<Revision> find(RevisionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Revision get(RevisionId id) {
        Revision revision = byId.get(id);
        if (revision == null) {
            throw new IllegalArgumentException("no revision " + id);
        }
        return revision;
    }

    /** The revisions that revise or depend on it directly, by id. */
    public SortedSet<RevisionId> children(RevisionId id) {
        return Collections.unmodifiableSortedSet(children.getOrDefault(id, NONE));
    }

    /** The revisions that revise it, by id: those that only depend on it are of another branch. */
    public SortedSet<RevisionId> revisedBy(RevisionId id) {
        return Collections.unmodifiableSortedSet(revisedBy.getOrDefault(id, NONE));
    }

    /** It and all that must be applied before it. */
    public Set<RevisionId> withAncestors(RevisionId id) {
        return withAncestors(List.of(id));
    }

    /** These and all that must be applied before them. */
    public Set<RevisionId> withAncestors(Collection<RevisionId> ids) {
        return reachable(ids, each -> parents(get(each)));
    }

    /** It and all that cannot stay without it. */
    public Set<RevisionId> withDescendants(RevisionId id) {
        return withDescendants(List.of(id));
    }

    /** These and all that cannot stay without them. */
    public Set<RevisionId> withDescendants(Collection<RevisionId> ids) {
        return reachable(ids, this::children);
    }

    /** It, all that it revises and all that revise it, however far: the branch that it lies on. */
    public Set<RevisionId> lineage(RevisionId id) {
        Set<RevisionId> lineage = reachable(List.of(id), each -> get(each).revises());
        lineage.addAll(followers(id));
        return lineage;
    }

    /** It and all that revise it, however far. */
    Set<RevisionId> followers(RevisionId id) {
        return reachable(List.of(id), this::revisedBy);
    }

    private static Set<RevisionId> reachable(
            Collection<RevisionId> from, Function<RevisionId, ? extends Collection<RevisionId>> next) {
        Set<RevisionId> seen = new LinkedHashSet<>();
        Deque<RevisionId> todo = new ArrayDeque<>(from);
        for (RevisionId id = todo.poll(); id != null; id = todo.poll()) {
            if (seen.add(id)) {
                todo.addAll(next.apply(id));
            }
        }
        return seen;
    }
}
