package io.evolua.engine.command;

import io.evolua.engine.history.Direction;
import io.evolua.engine.history.FirstBaseline;
import io.evolua.engine.history.Runner;
import io.evolua.engine.revision.RevisionId;
import java.nio.file.Files;

/** Says in an empty history that the database holds all up to a version, without running anything: as Flyway's baseline. */
public final class Baseline {

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
        return run(version, FirstBaseline.DESCRIPTION);
    }

    /**
     * Writes the row of a baseline.
     *
     * @param version the newest that the database holds, whether there is a script for it or not
     * @throws io.evolua.engine.UsageException if it is no version
     * @throws io.evolua.engine.RefusedException if the history holds something else already
     */
    public Result run(String version, String description) {
        RevisionId id = FirstBaseline.of(version, description).version();
        boolean written = context.onDatabase(connection -> {
            try (Runner runner = Migration.open(context, connection)) {
                if (context.scripts().parts().stream().anyMatch(Files::isDirectory)) {
                    runner.observe(context.loadScripts().others(), Direction.UP);
                }
                return runner.baseline(id, description);
            }
        });
        return new Result(id.toString(), description, written);
    }
}
