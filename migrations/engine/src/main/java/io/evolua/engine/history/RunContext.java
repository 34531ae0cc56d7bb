package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/** What every script of a run is run with. */
record RunContext(
        PgConnection connection,
        HistoryTable table,
        SessionState session,
        JavaRun java,
        RunListener listener,
        Moments moments,
        LockRetries retries) {

    /**
     * Runs a script with all that belongs to it: again if it does not get its locks, unless it runs outside a transaction,
     * where it waits for them.
     *
     * @throws RefusedException if it fails, after Flyway's moments of a failure
     */
    <T> T script(String name, boolean inTransaction, LockRetries.Work<T> work) throws SQLException {
        try {
            if (inTransaction) {
                return retries.run(name, work);
            }
            session.beginOutsideTransaction();
            return work.run();
        } catch (SQLException | RefusedException e) {
            moments.failed("afterEach", e);
            throw e;
        }
    }
}
