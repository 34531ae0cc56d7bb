package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the history, {@code from:to}, both ends included: each end a place in the graph, {@code current}, or so many
 * steps from the other end ({@code a:+2}, {@code -2:c}). Without an end it reaches to the base or to the heads. Steps
 * that lead too far end there, because a history is only read.
 */
public final class HistoryRange {

    private static final String CURRENT = "current";
    private static final Pattern STEPS = Pattern.compile("[+-]\\d{1,9}");
    private static final Pattern RELATIVE = Pattern.compile("(.+?)([+-]\\d{1,9})");

    private final RevisionGraph graph;
    private final RevisionNames names;
    private final Supplier<List<Revision>> current;

    /** @param current where the database is; asked only if the range says so */
    public HistoryRange(RevisionGraph graph, Supplier<List<Revision>> current) {
        this.graph = graph;
        this.names = new RevisionNames(graph);
        this.current = current;
    }

    /**
     * The revisions of a range, in order.
     *
     * @throws UsageException if the text is no range or an end is unknown
     * @throws RefusedException if the first end is not below the second
     */
    public List<Revision> of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            throw new UsageException("\"" + text + "\" is no range of the history. Write from:to, from:, or :to.");
        }
        String from = text.substring(0, colon);
        String to = text.substring(colon + 1);
        List<Revision> lower;
        List<Revision> upper;
        if (to.startsWith("+") && STEPS.matcher(to).matches()) {
            lower = end(from, List.of());
            upper = steps(lower, Integer.parseInt(to));
        } else {
            upper = end(to, graph.heads());
            lower = STEPS.matcher(from).matches() && from.startsWith("-")
                    ? steps(upper, Integer.parseInt(from))
                    : end(from, List.of());
        }
        return between(lower, upper, text);
    }

    private List<Revision> between(List<Revision> lower, List<Revision> upper, String text) {
        Set<RevisionId> below = graph.withAncestors(ids(upper));
        Set<RevisionId> above = new TreeSet<>();
        for (Revision revision : lower) {
            if (!below.contains(revision.id())) {
                throw new RefusedException("\"" + text + "\" is no range of the history: " + revision + " is not below "
                        + (upper.isEmpty() ? "the base" : RevisionNames.list(upper)) + ".");
            }
            above.addAll(graph.followers(revision.id()));
        }
        return graph.order().stream()
                .filter(revision -> below.contains(revision.id()) && (lower.isEmpty() || above.contains(revision.id())))
                .toList();
    }

    private List<Revision> end(String text, List<Revision> otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.equals(CURRENT)) {
            return current.get();
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches() && relative.group(1).equals(CURRENT)) {
            return steps(current.get(), Integer.parseInt(relative.group(2)));
        }
        return names.place(text).revisions();
    }

    /** So many steps from there, or fewer if there are not so many. */
    private List<Revision> steps(List<Revision> from, int count) {
        Set<RevisionId> reached = new TreeSet<>(ids(from));
        for (int i = 0; i < Math.abs(count); i++) {
            Set<RevisionId> next = new TreeSet<>();
            if (count > 0 && reached.isEmpty()) {
                next.addAll(ids(graph.bases()));
            }
            for (RevisionId id : reached) {
                Collection<RevisionId> neighbours =
                        count > 0 ? graph.revisedBy(id) : graph.get(id).revises();
                next.addAll(neighbours.isEmpty() ? List.of(id) : neighbours);
            }
            reached = next;
        }
        return reached.stream().map(graph::get).toList();
    }

    private static List<RevisionId> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }
}
