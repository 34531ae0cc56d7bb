package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.OtherScripts;
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
    private Moments moments;
    private Optional<OtherScripts.Baseline> beginning = Optional.empty();

    private Runner(PgConnection connection, HistoryTable table, RunSettings settings, RunListener listener)
            throws SQLException {
        this.connection = connection;
        this.table = table;
        this.settings = settings;
        this.listener = listener;
        this.lock = new MigrationLock(connection, table);
        lock.take(settings.waitForLock(), listener);
        this.history = table.read(connection);
        this.moments = new Moments(connection, OtherScripts.NONE, Direction.UP, listener);
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

    /**
     * Has scripts run at Flyway's moments from now on.
     *
     * @throws RefusedException if one of them cannot be run as it stands
     */
    public void observe(OtherScripts others, Direction direction) {
        moments = new Moments(connection, others, direction, listener);
    }

    /** Has the next run begin with a script that stands for all revisions up to its version. */
    public void beginWith(OtherScripts.Baseline baseline) {
        beginning = Optional.of(baseline);
    }

    /**
     * Writes the row of a baseline into a history without versions.
     *
     * @return whether it was written; not if it is all that the history holds
     * @throws RefusedException if the history holds something else, or cannot be written
     */
    public boolean baseline(RevisionId id, String description) throws SQLException {
        List<AppliedRevision> rows = history.rows();
        if (rows.size() == 1
                && rows.get(0).isBaseline()
                && rows.get(0).id().equals(id)
                && rows.get(0).description().equals(description)) {
            return false;
        }
        if (!rows.isEmpty()) {
            AppliedRevision first = rows.get(0);
            throw new RefusedException(
                    "The history table " + table + " is not empty: it begins with version " + first.id()
                            + " (" + first.type() + " " + first.script()
                            + "). A baseline can only be the first. To say where the"
                            + " database is: evolua stamp");
        }
        table.createIfMissing(connection);
        try (PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
            HistoryTable.setRow(insert, new HistoryTable.Row(id, description, "BASELINE", description, null, 0));
            insert.execute();
        } catch (SQLException e) {
            throw new RefusedException(
                    "The history table " + table + " cannot be written to: " + ServerError.of(e) + ".", e);
        }
        return true;
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
        List<PreparedStep> prepared = steps.stream().map(PreparedStep::of).toList();
        try {
            begin();
            return runPrepared(prepared);
        } catch (SQLException | RefusedException e) {
            moments.failed("after", e);
            throw e;
        }
    }

    /** Flyway's moments before a run, if any script wants to see them. */
    private void begin() throws SQLException {
        if (!moments.none()) {
            moments.named("beforeValidate");
            moments.named("afterValidate");
            table.createIfMissing(connection);
            moments.of("before");
        }
    }

    private List<StepResult> runPrepared(List<PreparedStep> prepared) throws SQLException {
        List<StepResult> results = new ArrayList<>();
        if (beginning.isPresent()) {
            table.createIfMissing(connection);
            new SideScriptRun(connection, table, settings, listener, moments).baseline(beginning.get());
            history = table.read(connection);
        }
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
                    results.add(run(step, finish));
                }
            }
        } finally {
            session.end();
        }
        return results;
    }

    private StepResult run(PreparedStep step, PreparedStatement finish) throws SQLException {
        listener.started(step.step());
        long start = System.nanoTime();
        try {
            moments.beforeEach(step.inTransaction());
            new ScriptRun(connection, step, listener).run();
            moments.afterEach();
        } catch (SQLException | RefusedException e) {
            moments.failed("afterEach", e);
            throw e;
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        finish(finish, step, millis);
        listener.finished(step.step(), millis);
        return new StepResult(step.step(), millis);
    }

    /** Row, commit and clean session in one round trip. */
    private void finish(PreparedStatement finish, PreparedStep step, long millis) throws SQLException {
        try {
            connection.setAutoCommit(false);
            HistoryTable.setRow(finish, row(step.step(), millis));
            finish.execute();
        } catch (SQLException e) {
            throw new ScriptFailure(step).atCommit(e, connection);
        }
    }

    /**
     * Ends an upgrade: runs the repeatable scripts that changed since they last ran, or never did, in their order; each in
     * a transaction with its row, unless it runs outside one. Around them come the last of Flyway's moments.
     *
     * @param repeatable all there are; none if revisions are still pending
     * @param applied whether revisions were applied
     * @return those that ran
     * @throws RefusedException if one fails, or did so when it ran last; those before it stay
     */
    public List<Script> conclude(List<Script> repeatable, boolean applied) throws SQLException {
        try {
            moments.named("afterVersioned");
            List<Script> pending = repeatable.isEmpty()
                    ? List.of()
                    : RepeatableHistory.read(connection, table).pending(repeatable);
            if (!pending.isEmpty()) {
                moments.named("beforeRepeatables");
                table.createIfMissing(connection);
                new SideScriptRun(connection, table, settings, listener, moments).repeatable(pending);
            }
            if (applied || !pending.isEmpty()) {
                moments.of("after", "Applied");
            }
            moments.of("after");
            moments.of("after", "OperationFinish");
            return pending;
        } catch (SQLException | RefusedException e) {
            moments.failed("after", e);
            throw e;
        }
    }

    /** Ends a downgrade with the last of its moments. */
    public void concludeDowngrade() throws SQLException {
        moments.of("after");
        moments.of("after", "OperationFinish");
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
