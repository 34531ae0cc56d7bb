package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.StoppedException;
import io.evolua.engine.revision.OtherScripts;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.Squashed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final RunListener listener;
    private final MigrationLock lock;
    private final SessionState session;
    private final LockWatch watch;
    private final LockRetries retries;
    private final HistoryWriter writer;
    private final JavaRun java;
    private AppliedRevisions history;
    private Moments moments;
    private Optional<OtherScripts.Baseline> beginning = Optional.empty();
    private Optional<FirstBaseline> firstBaseline = Optional.empty();

    private Runner(
            PgConnection connection,
            HistoryTable table,
            RunSettings settings,
            RunListener listener,
            Optional<Supplier<Connection>> observer)
            throws SQLException {
        this.connection = connection;
        this.table = table;
        this.listener = listener;
        this.watch = new LockWatch(observer, connection.getBackendPID(), settings.lockTimeout());
        this.retries = new LockRetries(connection, settings, listener, watch);
        this.writer = new HistoryWriter(connection, table, retries);
        this.java = new JavaRun(table, observer);
        this.lock = new MigrationLock(connection, table);
        lock.take(settings.waitForLock(), listener);
        this.session = SessionState.open(connection, settings);
        this.history = read();
        this.moments = new Moments(connection, session, OtherScripts.NONE, Direction.UP, listener, retries);
    }

    /**
     * Takes the lock, waiting for it if need be, and reads the history.
     *
     * @param connection of pgjdbc, in autocommit mode; it should be used for nothing else meanwhile
     * @param observer opens another one, used if a script takes long, to see who keeps it from a lock
     * @throws RefusedException if another migration keeps the lock for too long
     * @throws StoppedException if the run is asked to stop meanwhile
     */
    public static Runner open(
            Connection connection,
            HistoryTable table,
            RunSettings settings,
            RunListener listener,
            Optional<Supplier<Connection>> observer)
            throws SQLException {
        return new Runner(connection.unwrap(PgConnection.class), table, settings, listener, observer);
    }

    private AppliedRevisions read() throws SQLException {
        return retries.run("Reading the history table " + table, () -> table.read(connection));
    }

    /**
     * Has scripts run at Flyway's moments from now on.
     *
     * @throws RefusedException if one of them cannot be run as it stands
     */
    public void observe(OtherScripts others, Direction direction) {
        moments = new Moments(connection, session, others, direction, listener, retries);
    }

    /** Has the next run begin with a script that stands for all revisions up to its version. */
    public void beginWith(OtherScripts.Baseline baseline) {
        beginning = Optional.of(baseline);
    }

    /**
     * Has the next run begin with a baseline if there is no history and the schema holds something; {@link #history} is
     * from now on as it will be.
     *
     * @return whether it will
     */
    public boolean beginWith(FirstBaseline baseline) throws SQLException {
        if (!baseline.applies(connection, table)) {
            return false;
        }
        firstBaseline = Optional.of(baseline);
        history = baseline.history();
        return true;
    }

    /**
     * Writes the row of a baseline into a history without versions.
     *
     * @return whether it was written; not if it is all that the history holds
     * @throws RefusedException if the history holds something else, or cannot be written
     */
    public boolean baseline(RevisionId id, String description) throws SQLException {
        moments.named("createSchema");
        moments.named("beforeCreateSchema");
        boolean[] written = {false};
        moments.around("Baseline", () -> written[0] = writeBaseline(id, description));
        moments.named("afterBaselineOperationFinish");
        return written[0];
    }

    private boolean writeBaseline(RevisionId id, String description) throws SQLException {
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
        writer.baseline(id, description);
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
     * @return what was done: all of it, unless the run was asked to stop
     * @throws RefusedException before anything runs, if a script is missing or cannot be run as it stands, or if rows are
     *     in the way of a guard that can be judged already; or if a guard or a statement fails, with file and line, and
     *     the server's own error
     */
    public List<StepResult> run(List<Step> steps) throws SQLException {
        List<PreparedStep> prepared =
                steps.stream().map(PreparedStep::of).map(this::asBegun).toList();
        begin();
        try {
            return runPrepared(prepared);
        } catch (SQLException | RefusedException e) {
            moments.failed("after", e);
            throw e;
        }
    }

    /** Flyway's moments before a run. */
    private void begin() throws SQLException {
        moments.named("beforeValidate");
        moments.named("afterValidate");
        moments.named("createSchema");
        moments.named("beforeCreateSchema");
        if (firstBaseline.isPresent()) {
            moments.around(
                    "Baseline",
                    () -> writer.baseline(
                            firstBaseline.get().version(), firstBaseline.get().description()));
            history = read();
        }
        if (!moments.none()) {
            writer.createTable();
        }
        moments.of("before");
    }

    /** Flyway's moments of a run that is refused before it begins. */
    public void refused(RefusedException why) {
        moments.refused(why);
    }

    private List<StepResult> runPrepared(List<PreparedStep> prepared) throws SQLException {
        List<StepResult> results = new ArrayList<>();
        if (beginning.isPresent()) {
            writer.createTable();
            if (!sideScripts().baseline(beginning.get())) {
                throw new StoppedException("Stopped as asked, before anything was run.");
            }
            history = read();
        }
        if (prepared.isEmpty()) {
            return results;
        }
        session.begin();
        listener.planned(
                prepared.size(),
                prepared.stream()
                        .mapToInt(step -> step.script().statements().size())
                        .sum());
        try {
            retries.run("Looking at the rows that are there", () -> Foresight.look(connection, prepared));
            writer.createTable();
            try (StepRun run = new StepRun(context(), history)) {
                for (PreparedStep step : prepared) {
                    if (listener.stopRequested()) {
                        break;
                    }
                    results.add(run.of(step));
                }
            } catch (StoppedException e) {
                // What waited for a lock is rolled back; what is in the results is done.
                return results;
            }
        } finally {
            listener.ended();
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

    /**
     * Ends an upgrade: runs the repeatable scripts that changed since they last ran, or never did, in their order; each in
     * a transaction with its row, unless it runs outside one. Around them come the last of Flyway's moments.
     *
     * @param repeatable all there are; none if revisions are still pending
     * @param applied whether revisions were applied
     * @return those that ran: all that should, unless the run was asked to stop; then the last moments do not come
     * @throws RefusedException if one fails; those before it stay
     */
    public Concluded conclude(List<Script> repeatable, boolean applied) throws SQLException {
        try {
            moments.named("afterVersioned");
            List<Script> pending = repeatable.isEmpty()
                    ? List.of()
                    : read().repeatable(repeatable).orElseThrow().pending();
            if (!pending.isEmpty()) {
                moments.named("beforeRepeatables");
                writer.createTable();
                int done = sideScripts().repeatable(pending);
                if (done < pending.size()) {
                    return new Concluded(pending.subList(0, done), pending.size() - done);
                }
            }
            if (applied || !pending.isEmpty()) {
                moments.of("after", "Applied");
            }
            moments.of("after");
            moments.of("after", "OperationFinish");
            return new Concluded(pending, 0);
        } catch (SQLException | RefusedException e) {
            moments.failed("after", e);
            throw e;
        }
    }

    /**
     * What was done in the end.
     *
     * @param done repeatable scripts
     * @param left how many of them were not run because the run was asked to stop
     */
    public record Concluded(List<Script> done, int left) {}

    private SideScriptRun sideScripts() {
        return new SideScriptRun(context());
    }

    private RunContext context() {
        return new RunContext(connection, table, session, java, listener, moments, retries);
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
            writer.stamp(steps, history);
        }
    }

    /**
     * Writes the rows of the steps in place of all rows that have a version, in one transaction.
     *
     * @throws RefusedException if they cannot be written
     */
    public void purgeAndStamp(List<Step> steps) throws SQLException {
        writer.purgeAndStamp(steps, history);
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
        AppliedRevisions now = read();
        List<Squashed> finished = Collapse.finished(squashed, now);
        if (!finished.isEmpty()) {
            writer.collapse(finished, now);
            history = read();
        }
        return finished;
    }

    /**
     * Changes rows of the history, all in one transaction.
     *
     * @throws RefusedException if they cannot be changed
     */
    public void repair(List<Repair.Fix> fixes) throws SQLException {
        moments.around("Repair", () -> {
            if (!fixes.isEmpty()) {
                writer.repair(fixes);
                history = read();
            }
        });
        moments.named("afterRepairOperationFinish");
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        if (!connection.isClosed()) {
            session.close();
            lock.release();
        }
    }
}
