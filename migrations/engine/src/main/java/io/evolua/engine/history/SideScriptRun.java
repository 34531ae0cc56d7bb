package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.StoppedException;
import io.evolua.engine.revision.OtherScripts;
import io.evolua.engine.revision.Script;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/** Runs scripts that are no revisions, each with its row in the history, in the transaction of the script. */
final class SideScriptRun {

    private final PgConnection connection;
    private final HistoryTable table;
    private final SessionState session;
    private final JavaRun java;
    private final RunListener listener;
    private final Moments moments;
    private final LockRetries retries;

    SideScriptRun(
            PgConnection connection,
            HistoryTable table,
            SessionState session,
            JavaRun java,
            RunListener listener,
            Moments moments,
            LockRetries retries) {
        this.connection = connection;
        this.table = table;
        this.session = session;
        this.java = java;
        this.listener = listener;
        this.moments = moments;
        this.retries = retries;
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
        session.begin();
        int done = 0;
        try (PreparedStatement finish = connection.prepareStatement(session.finishSql(table.insertSql()))) {
            for (SideScript script : scripts) {
                if (listener.stopRequested()) {
                    break;
                }
                run(script, rows, finish);
                done++;
            }
        } catch (StoppedException e) {
            // What waited for a lock is rolled back; what was run before is done.
            return done;
        } finally {
            session.end();
        }
        return done;
    }

    private void run(SideScript script, RowOf rows, PreparedStatement finish) throws SQLException {
        try {
            if (script.inTransaction()) {
                retries.run(script.sql().name(), () -> once(script, rows, finish));
            } else {
                session.beginOutsideTransaction();
                once(script, rows, finish);
            }
        } catch (SQLException | RefusedException e) {
            moments.failed("afterEach", e);
            throw e;
        }
    }

    private void once(SideScript script, RowOf rows, PreparedStatement finish) throws SQLException {
        long start = System.nanoTime();
        moments.beforeEach(script.inTransaction());
        script.run(connection, java, listener, moments);
        moments.afterEach();
        long millis = (System.nanoTime() - start) / 1_000_000;
        finish(finish, script, rows.row(script.script(), (int) Math.min(Integer.MAX_VALUE, millis)));
    }

    private void finish(PreparedStatement finish, SideScript script, HistoryTable.Row row) throws SQLException {
        try {
            connection.setAutoCommit(false);
            HistoryTable.setRow(finish, row);
            finish.execute();
        } catch (SQLException e) {
            throw new RefusedException(
                    script.sql().name() + ": all statements ran, and committing them failed.\n" + ServerError.inFull(e),
                    e);
        }
    }
}
