package io.evolua.engine.history;

import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history table that has a version.
 *
 * @param rank its place in the history
 * @param type Flyway's: {@code SQL}, {@code BASELINE}, {@code DELETE} (taken back), {@code JDBC} …
 * @param checksum of the script when it ran; null if Flyway recorded none
 * @param milliseconds how long it took
 * @param success false if it failed outside a transaction, so that something of it may remain
 */
public record AppliedRevision(
        int rank,
        RevisionId id,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        String installedBy,
        LocalDateTime installedOn,
        int milliseconds,
        boolean success)
        implements HistoryRow {

    @Override
    public Optional<RevisionId> version() {
        return Optional.of(id);
    }

    /** Whether the row says that the version is no longer applied. */
    boolean takesBack() {
        return type.equals("DELETE") || type.startsWith("UNDO_");
    }

    @Override
    public boolean isUnfinished() {
        return Mark.of(this).isPresent();
    }

    public boolean isBaseline() {
        return type.equals("BASELINE") || type.endsWith("_BASELINE");
    }

    /** Whether the row came from a script or a class whose checksum can be held against it. */
    boolean isOf(Script script) {
        return isSql() || (type.equals("JDBC") && type.equals(script.rowType()));
    }

    /** Whether the row came from an SQL script, so that one is expected to be there. */
    boolean isSql() {
        return type.equals("SQL");
    }
}
