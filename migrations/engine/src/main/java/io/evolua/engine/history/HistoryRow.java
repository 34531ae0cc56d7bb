package io.evolua.engine.history;

import io.evolua.engine.revision.RevisionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the history table, of a script with a version or of a repeatable one. */
public sealed interface HistoryRow permits AppliedRevision, RepeatableRow {

    int rank();

    /** None of a repeatable script. */
    Optional<RevisionId> version();

    String description();

    /** The script as it was called when it ran. */
    String script();

    /** Whether it is of a script that this engine runs outside a transaction, and that is not finished. */
    boolean isUnfinished();

    /** Of what ran; null if Flyway recorded none. */
    @Nullable
    Integer checksum();
}
