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
     * @param pending revisions that are not applied
     * @param repeatable repeatable scripts that would run, by name; while any of these are pending, the database is not
     *     compared
     * @param differences what a new revision would contain; what is unmanaged is none
     */
    public record Result(List<RevisionInfo> pending, List<String> repeatable, Diff.Result differences) {

        public boolean passed() {
            return upToDate() && differences.isEmpty();
        }

        /** Whether all scripts ran, so that the database was compared. */
        public boolean upToDate() {
            return pending.isEmpty() && repeatable.isEmpty();
        }
    }

    /**
     * Compares {@code from} with {@code to}.
     *
     * @param from if it is the configured database, all revisions and repeatable scripts must be applied to it
     * @throws io.evolua.engine.UsageException if a source does not exist, or needs a database and none is named
     * @throws io.evolua.engine.RefusedException if a source cannot be read, or scripts and history contradict each other
     */
    public Result run(Source from, Source to) {
        if (from instanceof Source.Database database && database.url().isEmpty()) {
            Current.Result current = new Current(context).run();
            Result found = new Result(current.pending(), current.repeatable(), Diff.Result.none());
            if (!found.upToDate()) {
                return found;
            }
        }
        return new Result(List.of(), List.of(), diff.run(from, to));
    }
}
