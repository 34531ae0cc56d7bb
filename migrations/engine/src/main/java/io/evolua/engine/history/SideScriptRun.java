package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
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

    SideScriptRun(
            PgConnection connection,
            HistoryTable table,
            SessionState session,
            JavaRun java,
            RunListener listener,
            Moments moments) {
        this.connection = connection;
        this.table = table;
        this.session = session;
        this.java = java;
        this.listener = listener;
        this.moments = moments;
    }

    /** Their rows have no version, and the checksum of what ran. */
    void repeatable(List<Script> scripts) throws SQLException {
        run(
                scripts.stream().map(SideScript::of).toList(),
                (done, time) -> new HistoryTable.Row(
                        null, done.description(), done.rowType(), done.name(), done.checksumOfSql(), time));
    }

    void baseline(OtherScripts.Baseline baseline) throws SQLException {
        run(
                List.of(SideScript.of(baseline.script())),
                (done, time) -> new HistoryTable.Row(
                        baseline.id(),
                        done.description(),
                        done.rowType() + "_BASELINE",
                        done.name(),
                        done.checksum(),
                        time));
    }

    @FunctionalInterface
    private interface RowOf {
        HistoryTable.Row row(Script done, int milliseconds);
    }

    private void run(List<SideScript> scripts, RowOf rows) throws SQLException {
        session.begin();
        try (PreparedStatement finish = connection.prepareStatement(session.finishSql(table.insertSql()))) {
            for (SideScript script : scripts) {
                long start = System.nanoTime();
                try {
                    moments.beforeEach(script.inTransaction());
                    script.run(connection, java, listener);
                    moments.afterEach();
                } catch (SQLException | RefusedException e) {
                    moments.failed("afterEach", e);
                    throw e;
                }
                long millis = (System.nanoTime() - start) / 1_000_000;
                finish(finish, script, rows.row(script.script(), (int) Math.min(Integer.MAX_VALUE, millis)));
            }
        } finally {
            session.end();
        }
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
