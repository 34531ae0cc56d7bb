package io.evolua.engine.command;

import java.util.List;

/** Whether the database is what the entities say. Changes nothing. */
public final class Check {

    private final CommandContext context;
    private final Diff diff;

    public Check(CommandContext context, ModelSettings model) {
        this(context, model, RenameSettings.NONE);
    }

    public Check(CommandContext context, ModelSettings model, RenameSettings renames) {
        this.context = context;
        this.diff = new Diff(context, model, renames);
    }

    /**
     * What was found.
     *
     * @param pending revisions that are not applied; while there are any, the database is not compared
     * @param differences what a new revision would contain; what is unmanaged is none
     */
    public record Result(List<RevisionInfo> pending, Diff.Result differences) {

        public boolean passed() {
            return pending.isEmpty() && differences.isEmpty();
        }
    }

    /**
     * Compares {@code from} with {@code to}.
     *
     * @param from if it is the configured database, all revisions must be applied to it
     * @throws io.evolua.engine.UsageException if a source does not exist, or needs a database and none is named
     * @throws io.evolua.engine.RefusedException if a source cannot be read, or scripts and history contradict each other
     */
    public Result run(Source from, Source to) {
        if (from instanceof Source.Database database && database.url().isEmpty()) {
            List<RevisionInfo> pending = new Current(context).run().pending();
            if (!pending.isEmpty()) {
                return new Result(pending, Diff.Result.none());
            }
        }
        return new Result(List.of(), diff.run(from, to));
    }
}
