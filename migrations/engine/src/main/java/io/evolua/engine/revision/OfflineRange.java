package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code from:to} for what is planned without a database: where it is said to be, and where it shall get. Pure.
 *
 * @param begins the first end, for people
 * @param applied what is applied there
 * @param to the other end, as it was written; it may count from the first
 */
public record OfflineRange(String begins, Set<RevisionId> applied, String to) {

    public OfflineRange {
        applied = new TreeSet<>(applied);
    }

    /**
     * Reads a range; without a first end it is the base.
     *
     * @throws UsageException if there is no other end, or the first one is unknown or counts from where the database is
     */
    public static OfflineRange parse(RevisionGraph graph, String text) {
        int colon = text.indexOf(':');
        String from = colon < 0 ? "" : text.substring(0, colon);
        String to = text.substring(colon + 1);
        if (to.isEmpty() || to.indexOf(':') >= 0) {
            throw new UsageException("\"" + text + "\" is no range. Write FROM:TO, as in base:head.");
        }
        if (from.isEmpty() || from.equals(TargetText.BASE)) {
            return new OfflineRange(TargetText.BASE, Set.of(), to);
        }
        List<Revision> revisions = new RevisionNames(graph).place(from).revisions();
        String begins = revisions.isEmpty() ? TargetText.BASE : RevisionNames.list(revisions);
        return new OfflineRange(
                begins, graph.withAncestors(revisions.stream().map(Revision::id).toList()), to);
    }

    /**
     * Takes a target that leads from where a database is.
     *
     * @throws UsageException if it is a range, which only makes sense where no database says where it is
     */
    public static void refuseOnline(String target) {
        if (target.indexOf(':') >= 0) {
            throw new UsageException("The range \"" + target + "\" is for --sql, which asks no database where it is."
                    + " Name where to get alone: " + target.substring(target.lastIndexOf(':') + 1));
        }
    }
}
