package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.Squashed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.jdbc.PgConnection;

/**
 * Runs scripts over one connection, each in one transaction with its row in the history, while it holds the lock that
 * keeps every other migration of this history away.
 *
 * <p>Closing it gives the lock back and leaves the connection open.
 */
public final class Runner implements AutoCloseable {

    private final PgConnection connection;
    private final HistoryTable table;
    private final RunSettings settings;
    private final RunListener listener;
    private final MigrationLock lock;
    private AppliedRevisions history;

    private Runner(PgConnection connection, HistoryTable table, RunSettings settings, RunListener listener)
            throws SQLException {
        this.connection = connection;
        this.table = table;
        this.settings = settings;
        this.listener = listener;
        this.lock = new MigrationLock(connection, table);
        lock.take(settings.waitForLock(), listener);
        this.history = table.read(connection);
    }

    /**
     * Takes the lock, waiting for it if need be, and reads the history.
     *
     * @param connection of pgjdbc, in autocommit mode; it should be used for nothing else meanwhile
     * @throws RefusedException if another migration keeps the lock for too long
     */
    public static Runner open(Connection connection, HistoryTable table, RunSettings settings, RunListener listener)
            throws SQLException {
        return new Runner(connection.unwrap(PgConnection.class), table, settings, listener);
    }

    /** What is applied, as far as this runner did not change it by running scripts. */
    public AppliedRevisions history() {
        return history;
    }

    /**
     * Runs the steps in their order. After a failure the steps before it stay, and of the failed one nothing remains,
     * unless it ran outside a transaction, which the message then says.
     *
     * @throws RefusedException before anything runs, if a script is missing or cannot be run as it stands, or if rows are
     *     in the way of a guard that can be judged already; or if a guard or a statement fails, with file and line, and
     *     the server's own error
     */
    public List<StepResult> run(List<Step> steps) throws SQLException {
        List<PreparedStep> prepared =
                steps.stream().map(PreparedStep::of).map(this::asBegun).toList();
        List<StepResult> results = new ArrayList<>();
        if (prepared.isEmpty()) {
            return results;
        }
        SessionState session = new SessionState(connection, settings);
        session.begin();
        try {
            Foresight.look(connection, prepared);
            table.createIfMissing(connection);
            String row = session.finishSql(table.insertSql());
            try (PreparedStatement finish = connection.prepareStatement(row)) {
                for (PreparedStep step : prepared) {
                    results.add(run(step, finish, session));
                }
            }
        } finally {
            session.end();
        }
        return results;
    }

    /** What was begun outside a transaction goes on so. */
    private PreparedStep asBegun(PreparedStep step) {
        return history.unfinished(step.step().revision().id()).isPresent()
                ? new PreparedStep(step.step(), step.script(), false)
                : step;
    }

    private StepResult run(PreparedStep step, PreparedStatement finish, SessionState session) throws SQLException {
        listener.started(step.step());
        long start = System.nanoTime();
        long millis;
        if (step.inTransaction()) {
            new ScriptRun(connection, step, listener).run();
            millis = (System.nanoTime() - start) / 1_000_000;
            finish(step, () -> {
                HistoryTable.setRow(finish, row(step.step(), millis));
                finish.execute();
            });
        } else {
            UnfinishedRow row = unfinished(step.step());
            new SteppedScript(connection, step, row, listener).run();
            millis = (System.nanoTime() - start) / 1_000_000;
            try (PreparedStatement update = connection.prepareStatement(session.finishSql(table.finishSql()))) {
                finish(step, () -> {
                    row.setFinished(update, row(step.step(), millis));
                    update.execute();
                });
            }
        }
        listener.finished(step.step(), millis);
        return new StepResult(step.step(), millis);
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
                Direction.UP.rowType(),
                script.name(),
                script.checksum(),
                Mark.START.executionTime());
    }

    /**
     * Writes the rows of the steps without running anything, all in one transaction.
     *
     * @throws RefusedException if they cannot be written
     */
    public void stamp(List<Step> steps) throws SQLException {
        if (!steps.isEmpty()) {
            record(steps, false);
        }
    }

    /**
     * Writes the rows of the steps in place of all rows that have a version, in one transaction.
     *
     * @throws RefusedException if they cannot be written
     */
    public void purgeAndStamp(List<Step> steps) throws SQLException {
        record(steps, true);
    }

    private void record(List<Step> steps, boolean purge) throws SQLException {
        table.createIfMissing(connection);
        try (Statement delete = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
            connection.setAutoCommit(false);
            if (purge) {
                delete.execute(table.purgeSql());
            }
            for (Step step : steps) {
                forgetFailure(step.revision().id());
                HistoryTable.setRow(insert, row(step, 0));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw new RefusedException(
                    "The history table " + table + " cannot be written to: " + ServerError.of(e) + ".", e);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Who says where the database is says so also of a script that failed or was not finished. */
    private void forgetFailure(RevisionId id) throws SQLException {
        Optional<AppliedRevision> failed =
                history.failed().stream().filter(row -> row.id().equals(id)).findFirst();
        if (failed.isPresent()) {
            try (PreparedStatement delete = connection.prepareStatement(table.removeSql())) {
                delete.setInt(1, failed.get().rank());
                delete.executeUpdate();
            }
        }
    }

    /**
     * Records revisions that were made one as the one that was made of them, all in one transaction: as Flyway's repair
     * does, the others are recorded as deleted, and the last gets the new script's name and checksum.
     *
     * @return those that were
     * @throws RefusedException if it cannot be recorded
     */
    public List<Squashed> collapse(List<Squashed> squashed) throws SQLException {
        if (squashed.isEmpty()) {
            return squashed;
        }
        AppliedRevisions now = table.read(connection);
        List<Squashed> finished = Collapse.finished(squashed, now);
        if (finished.isEmpty()) {
            return finished;
        }
        try (PreparedStatement insert = connection.prepareStatement(table.insertSql());
                PreparedStatement realign = connection.prepareStatement(table.realignSql())) {
            connection.setAutoCommit(false);
            for (Squashed each : finished) {
                for (RevisionId id : each.revision().replaces()) {
                    Optional<AppliedRevision> row = now.row(id);
                    if (row.isPresent() && id.equals(each.revision().id())) {
                        HistoryTable.setRealigned(
                                realign, each.revision(), row.get().rank());
                        realign.execute();
                    } else if (row.isPresent()) {
                        HistoryTable.setRow(insert, row.get().takenBack(0));
                        insert.execute();
                    }
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw new RefusedException(
                    "The history table " + table + " cannot be written to: " + ServerError.of(e) + ".", e);
        } finally {
            connection.setAutoCommit(true);
        }
        history = table.read(connection);
        return finished;
    }

    /**
     * Changes rows of the history, all in one transaction.
     *
     * @throws RefusedException if they cannot be changed
     */
    public void repair(List<Repair.Fix> fixes) throws SQLException {
        new HistoryRepair(connection, table).write(fixes);
        history = table.read(connection);
    }

    /** What is taken back is recorded with the words of the row that applied it, as Flyway's repair does. */
    private HistoryTable.Row row(Step step, long millis) {
        int time = (int) Math.min(Integer.MAX_VALUE, millis);
        var revision = step.revision();
        var applied = history.row(revision.id()).filter(row -> step.direction() == Direction.DOWN);
        return applied.map(row -> row.takenBack(time))
                .orElseGet(() -> new HistoryTable.Row(
                        revision.id(),
                        revision.flywayDescription(),
                        step.direction().rowType(),
                        revision.up().name(),
                        revision.up().checksum(),
                        time));
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            lock.release();
        }
    }
}
