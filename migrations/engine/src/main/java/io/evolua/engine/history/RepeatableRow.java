package io.evolua.engine.history;

import io.evolua.engine.revision.RevisionId;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history table that has no version.
 *
 * @param checksum of what ran, with the values of its placeholders; null if Flyway recorded none
 * @param success false if it failed outside a transaction, so that something of it may remain
 */
public record RepeatableRow(
        int rank,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        String installedBy,
        LocalDateTime installedOn,
        boolean success)
        implements HistoryRow {

    @Override
    public Optional<RevisionId> version() {
        return Optional.empty();
    }

    /** A repeatable script begins anew each time. */
    @Override
    public boolean isUnfinished() {
        return false;
    }

    boolean takesBack() {
        return type.equals(Direction.TAKEN_BACK);
    }

    /** Flyway's own note that it created schemas. */
    boolean isNote() {
        return type.equals("SCHEMA");
    }

    /** Whether the row came from an SQL script, so that one is expected to be there. */
    boolean isSql() {
        return type.equals("SQL");
    }
}
