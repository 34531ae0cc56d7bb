package io.evolua.engine.command;

import io.evolua.engine.UsageException;
import io.evolua.engine.history.Runner;
import io.evolua.engine.revision.RevisionId;

/** Says in an empty history that the database holds all up to a version, without running anything: as Flyway's baseline. */
public final class Baseline {

    private static final String DESCRIPTION = "<< Flyway Baseline >>";

    private final CommandContext context;

    public Baseline(CommandContext context) {
        this.context = context;
    }

    /**
     * What the history says now.
     *
     * @param written false if it said so before
     */
    public record Result(String version, String description, boolean written) {}

    /** With Flyway's own description. */
    public Result run(String version) {
        return run(version, DESCRIPTION);
    }

    /**
     * Writes the row of a baseline.
     *
     * @param version the newest that the database holds, whether there is a script for it or not
     * @throws UsageException if it is no version
     * @throws io.evolua.engine.RefusedException if the history holds something else already
     */
    public Result run(String version, String description) {
        if (!RevisionId.isValid(version)) {
            throw new UsageException(
                    "\"" + version + "\" is no version: write numbers joined by dots, as in 1.2 or 20260101120000.");
        }
        RevisionId id = RevisionId.of(version);
        boolean written = context.onDatabase(connection -> {
            try (Runner runner = Migration.open(context, connection)) {
                return runner.baseline(id, description);
            }
        });
        return new Result(id.toString(), description, written);
    }
}
