package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Script;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/** Runs repeatable scripts, each with its row in the history, in the transaction of the script. */
final class RepeatableRun {

    private final PgConnection connection;
    private final HistoryTable table;
    private final RunSettings settings;
    private final RunListener listener;
    private final Moments moments;

    RepeatableRun(
            PgConnection connection, HistoryTable table, RunSettings settings, RunListener listener, Moments moments) {
        this.connection = connection;
        this.table = table;
        this.settings = settings;
        this.listener = listener;
        this.moments = moments;
    }

    void run(List<Script> scripts) throws SQLException {
        List<SideScript> prepared = scripts.stream().map(SideScript::of).toList();
        SessionState session = new SessionState(connection, settings);
        session.begin();
        try (PreparedStatement finish = connection.prepareStatement(session.finishSql(table.insertSql()))) {
            for (SideScript script : prepared) {
                long start = System.nanoTime();
                try {
                    moments.beforeEach(script.inTransaction());
                    script.run(connection, listener);
                    moments.afterEach();
                } catch (SQLException | RefusedException e) {
                    moments.failed("afterEach", e);
                    throw e;
                }
                finish(finish, script, (System.nanoTime() - start) / 1_000_000);
            }
        } finally {
            session.end();
        }
    }

    private void finish(PreparedStatement finish, SideScript script, long millis) throws SQLException {
        try {
            connection.setAutoCommit(false);
            Script done = script.script();
            int time = (int) Math.min(Integer.MAX_VALUE, millis);
            HistoryTable.setRow(
                    finish,
                    new HistoryTable.Row(null, done.description(), "SQL", done.name(), done.checksumOfSql(), time));
            finish.execute();
        } catch (SQLException e) {
            throw new RefusedException(
                    script.sql().name() + ": all statements ran, and committing them failed.\n" + ServerError.inFull(e),
                    e);
        }
    }
}
