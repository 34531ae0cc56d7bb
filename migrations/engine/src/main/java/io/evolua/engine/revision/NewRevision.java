package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.time.Clock;
import java.util.List;

/**
 * A revision to be written.
 *
 * @param message what it is about, on one line
 * @param upSql the statements that apply it
 * @param downSql the statements that take it back
 * @param placement where it stands in the graph
 * @param clock gives the id its time
 */
public record NewRevision(String message, String upSql, String downSql, Placement placement, Clock clock) {

    /**
     * Brings the message to one line.
     *
     * @throws UsageException if the message has no words
     */
    public NewRevision {
        message = message.strip().replaceAll("\\s+", " ");
        if (Slug.of(message).isEmpty()) {
            throw new UsageException(
                    "A revision needs a message with at least one word, as in -m \"create users table\".");
        }
    }

    /** Behind these revisions; none for a base. */
    public NewRevision(String message, String upSql, String downSql, List<RevisionId> revises, Clock clock) {
        this(message, upSql, downSql, Placement.after(revises), clock);
    }

    /** The same behind another one. */
    NewRevision behind(RevisionId before) {
        return new NewRevision(message, upSql, downSql, Placement.after(List.of(before)), clock);
    }
}
