package io.evolua.engine.command;

import io.evolua.engine.change.Change;
import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.sql.ScriptWriter;
import java.util.List;

/** The SQL that leads from one schema to another. Changes nothing. */
public final class Diff {

    private final Comparison comparison;

    public Diff(CommandContext context, ModelSettings model) {
        this(context, model, RenameSettings.NONE);
    }

    public Diff(CommandContext context, ModelSettings model, RenameSettings renames) {
        this.comparison = new Comparison(context, model, renames);
    }

    /**
     * What leads from one side to the other.
     *
     * @param changes in the order in which they work; empty if the sides are equal
     * @param possibleRenames removals and additions that look like one object under another name
     * @param sql the same as statements, each ended by a semicolon; empty if there are none
     * @param unmanaged what was left alone because no revision created it
     */
    public record Result(List<Change> changes, List<PossibleRename> possibleRenames, String sql, Unmanaged unmanaged) {

        static Result of(Comparison.Found found) {
            return new Result(
                    found.changes(),
                    found.possibleRenames(),
                    ScriptWriter.script(found.changes(), found.possibleRenames()),
                    found.unmanaged());
        }

        /** No differences. */
        static Result none() {
            return of(Comparison.Found.NOTHING);
        }

        public boolean isEmpty() {
            return changes.isEmpty();
        }

        /** The way back. */
        public Result reversed() {
            return new Result(Change.invert(changes), List.of(), ScriptWriter.wayBack(changes), unmanaged);
        }
    }

    /**
     * Compares.
     *
     * @throws io.evolua.engine.UsageException if a source does not exist, or needs a database and none is named
     * @throws io.evolua.engine.RefusedException if a source cannot be read
     */
    public Result run(Source from, Source to) {
        return Result.of(comparison.changes(from, to));
    }
}
