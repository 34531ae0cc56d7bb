package io.evolua.engine.history;

import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Squashed;
import java.util.List;
import java.util.Optional;

/**
 * What a database's history says of revisions that were made one: nothing yet, all of them, or a part. Pure.
 */
public final class Collapse {

    private Collapse() {}

    /**
     * Those of which the database went through originals, so that for it the originals are what there is, as long as their
     * scripts are.
     */
    public static List<Squashed> begun(List<Squashed> squashed, AppliedRevisions history) {
        return squashed.stream()
                .filter(each -> each.complete() && begun(each, history))
                .toList();
    }

    /** Those of which all originals are applied and recorded one by one: the history can record the one instead. */
    public static List<Squashed> finished(List<Squashed> squashed, AppliedRevisions history) {
        return squashed.stream()
                .filter(each -> begun(each, history)
                        && each.revision().replaces().stream().allMatch(history::isApplied))
                .toList();
    }

    private static boolean begun(Squashed squashed, AppliedRevisions history) {
        RevisionId own = squashed.revision().id();
        return squashed.revision().replaces().stream()
                .anyMatch(id -> id.equals(own)
                        ? recordedAsOriginal(squashed, history.row(own))
                        : history.row(id).isPresent());
    }

    private static boolean recordedAsOriginal(Squashed squashed, Optional<AppliedRevision> row) {
        Integer recorded = row.map(AppliedRevision::checksum).orElse(null);
        return recorded != null
                && !recorded.equals(squashed.revision().up().checksum())
                && squashed.originals().stream()
                        .anyMatch(original ->
                                original.id().equals(squashed.revision().id())
                                        && recorded.equals(original.up().checksum()));
    }
}
