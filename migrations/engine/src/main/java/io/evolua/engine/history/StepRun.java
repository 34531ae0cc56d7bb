package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.jdbc.PgConnection;

/** Runs the steps of a run one by one, each with its row in the history. */
final class StepRun implements AutoCloseable {

    private final PgConnection connection;
    private final HistoryTable table;
    private final SessionState session;
    private final JavaRun java;
    private final RunListener listener;
    private final Moments moments;
    private final LockRetries retries;
    private final AppliedRevisions history;
    private final PreparedStatement insert;

    /** @param history as it was before the first step */
    StepRun(
            PgConnection connection,
            HistoryTable table,
            SessionState session,
            JavaRun java,
            RunListener listener,
            Moments moments,
            LockRetries retries,
            AppliedRevisions history)
            throws SQLException {
        this.connection = connection;
        this.table = table;
        this.session = session;
        this.java = java;
        this.listener = listener;
        this.moments = moments;
        this.retries = retries;
        this.history = history;
        this.insert = connection.prepareStatement(session.finishSql(table.insertSql()));
    }

    /** @throws RefusedException if it fails; then nothing of it remains, unless it runs outside a transaction */
    StepResult of(PreparedStep step) throws SQLException {
        listener.started(step.step());
        long millis;
        try {
            if (step.inTransaction()) {
                millis = retries.run(step.script().name(), () -> inTransaction(step));
            } else {
                session.beginOutsideTransaction();
                millis = outsideTransaction(step);
            }
        } catch (SQLException | RefusedException e) {
            moments.failed("afterEach", e);
            throw e;
        }
        listener.finished(step.step(), millis);
        return new StepResult(step.step(), millis);
    }

    private long inTransaction(PreparedStep step) throws SQLException {
        long start = System.nanoTime();
        moments.beforeEach(true);
        new ScriptRun(connection, step, java, listener, moments).run();
        moments.afterEach();
        long millis = (System.nanoTime() - start) / 1_000_000;
        finish(step, () -> {
            HistoryTable.setRow(insert, HistoryWriter.row(step.step(), history, millis));
            insert.execute();
        });
        return millis;
    }

    private long outsideTransaction(PreparedStep step) throws SQLException {
        long start = System.nanoTime();
        UnfinishedRow row = unfinished(step.step());
        moments.beforeEach(false);
        new SteppedScript(connection, step, row, java, listener, moments).run();
        moments.afterEach();
        long millis = (System.nanoTime() - start) / 1_000_000;
        try (PreparedStatement update = connection.prepareStatement(session.finishSql(table.finishSql()))) {
            finish(step, () -> {
                row.setFinished(update, HistoryWriter.row(step.step(), history, millis));
                update.execute();
            });
        }
        return millis;
    }

    /** Row, commit and clean session in one round trip. */
    private void finish(PreparedStep step, UnfinishedRow.Work write) throws SQLException {
        try {
            connection.setAutoCommit(false);
            write.run();
        } catch (SQLException e) {
            throw new ScriptFailure(step).atCommit(e, connection);
        }
    }

    /** The row of a script that is about to run outside a transaction: written now, or by a run before. */
    private UnfinishedRow unfinished(Step step) throws SQLException {
        Optional<AppliedRevision> begun = history.unfinished(step.revision().id());
        return begun.isPresent()
                ? UnfinishedRow.resume(connection, table, begun.get())
                : UnfinishedRow.begin(connection, table, beginning(step));
    }

    /** To Flyway a script that failed. That it is the way down shows in the script's name. */
    private static HistoryTable.Row beginning(Step step) {
        Revision revision = step.revision();
        Script script = step.direction().script(revision).orElseThrow();
        return new HistoryTable.Row(
                revision.id(),
                revision.flywayDescription(),
                script.rowType(),
                script.name(),
                script.checksum(),
                Mark.START.executionTime());
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
