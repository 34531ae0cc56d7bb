package io.evolua.engine.command;

import io.evolua.engine.change.Change;
import io.evolua.engine.sql.ScriptWriter;
import java.util.List;

/** The SQL that leads from one schema to another. Changes nothing. */
public final class Diff {

    private final Comparison comparison;

    public Diff(CommandContext context, ModelSettings model) {
        this.comparison = new Comparison(context, model);
    }

    /**
     * What leads from one side to the other.
     *
     * @param changes in the order in which they work; empty if the sides are equal
     * @param sql the same as statements, each ended by a semicolon; empty if there are none
     * @param unmanaged what was left alone because no revision created it
     */
    public record Result(List<Change> changes, String sql, Unmanaged unmanaged) {

        static Result of(List<Change> changes, Unmanaged unmanaged) {
            return new Result(List.copyOf(changes), ScriptWriter.script(changes), unmanaged);
        }

        public boolean isEmpty() {
            return changes.isEmpty();
        }

        /** The way back. */
        public Result reversed() {
            return of(Change.invert(changes), unmanaged);
        }
    }

    /**
     * Compares.
     *
     * @throws io.evolua.engine.UsageException if a source does not exist, or needs a database and none is named
     * @throws io.evolua.engine.RefusedException if a source cannot be read
     */
    public Result run(Source from, Source to) {
        Comparison.Found found = comparison.changes(from, to);
        return Result.of(found.changes(), found.unmanaged());
    }
}
