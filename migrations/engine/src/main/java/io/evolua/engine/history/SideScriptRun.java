package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.StoppedException;
import io.evolua.engine.revision.OtherScripts;
import io.evolua.engine.revision.Script;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Runs scripts that are no revisions, each with its row in the history, in the transaction of the script. */
final class SideScriptRun {

    private final RunContext run;

    SideScriptRun(RunContext run) {
        this.run = run;
    }

    /**
     * Their rows have no version, and the checksum of what ran.
     *
     * @return how many were run: all of them, unless the run was asked to stop
     */
    int repeatable(List<Script> scripts) throws SQLException {
        return run(
                scripts.stream().map(SideScript::of).toList(),
                (done, time) -> new HistoryTable.Row(
                        null, done.description(), done.rowType(), done.name(), done.checksumOfSql(), time));
    }

    /**
     * Its row has its version, and the checksum of its file.
     *
     * @return whether it was run: not if the run was asked to stop
     */
    boolean baseline(OtherScripts.Baseline baseline) throws SQLException {
        int done = run(
                List.of(SideScript.of(baseline.script())),
                (script, time) -> new HistoryTable.Row(
                        baseline.id(),
                        script.description(),
                        script.rowType() + "_BASELINE",
                        script.name(),
                        script.checksum(),
                        time));
        return done == 1;
    }

    @FunctionalInterface
    private interface RowOf {
        HistoryTable.Row row(Script done, int milliseconds);
    }

    private int run(List<SideScript> scripts, RowOf rows) throws SQLException {
        run.session().begin();
        int done = 0;
        try (PreparedStatement finish = run.connection()
                .prepareStatement(run.session().finishSql(run.table().insertSql()))) {
            for (SideScript script : scripts) {
                if (run.listener().stopRequested()) {
                    break;
                }
                run.script(script.sql().name(), script.inTransaction(), () -> once(script, rows, finish));
                done++;
            }
        } catch (StoppedException e) {
            // What waited for a lock is rolled back; what was run before is done.
            return done;
        } finally {
            run.session().end();
        }
        return done;
    }

    /** @return the time it took, in milliseconds */
    private int once(SideScript script, RowOf rows, PreparedStatement finish) throws SQLException {
        long start = System.nanoTime();
        run.moments().beforeEach(script.inTransaction());
        script.run(run.connection(), run.java(), run.listener(), run.moments());
        run.moments().afterEach();
        int millis = (int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - start) / 1_000_000);
        finish(finish, script, rows.row(script.script(), millis));
        return millis;
    }

    private void finish(PreparedStatement finish, SideScript script, HistoryTable.Row row) throws SQLException {
        try {
            run.connection().setAutoCommit(false);
            HistoryTable.setRow(finish, row);
            finish.execute();
        } catch (SQLException e) {
            throw new RefusedException(
                    script.sql().name() + ": all statements ran, and committing them failed.\n" + ServerError.inFull(e),
                    e);
        }
    }
}
