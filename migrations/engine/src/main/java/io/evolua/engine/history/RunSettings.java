package io.evolua.engine.history;

import java.time.Duration;
import java.util.Optional;

/**
 * How scripts are run.
 *
 * @param lockTimeout PostgreSQL's {@code lock_timeout} for each script that is a transaction; zero for none
 * @param lockRetries how often a script is run again that did not get a lock
 * @param statementTimeout PostgreSQL's {@code statement_timeout} for each script, if set
 * @param waitForLock how long to wait while another migration runs
 * @param outOfOrder whether a script may run that is older than the newest one applied
 */
public record RunSettings(
        Duration lockTimeout,
        int lockRetries,
        Optional<Duration> statementTimeout,
        Duration waitForLock,
        boolean outOfOrder) {

    /** Five seconds for a lock, ten times more, ten minutes for another migration to finish, in order. */
    public static final RunSettings DEFAULT =
            new RunSettings(Duration.ofSeconds(5), 10, Optional.empty(), Duration.ofMinutes(10), false);

    public RunSettings withOutOfOrder(boolean allowed) {
        return new RunSettings(lockTimeout, lockRetries, statementTimeout, waitForLock, allowed);
    }

    public RunSettings withWaitForLock(Duration wait) {
        return new RunSettings(lockTimeout, lockRetries, statementTimeout, wait, outOfOrder);
    }

    public RunSettings withLockTimeout(Duration timeout) {
        return new RunSettings(timeout, lockRetries, statementTimeout, waitForLock, outOfOrder);
    }

    public RunSettings withLockRetries(int retries) {
        return new RunSettings(lockTimeout, retries, statementTimeout, waitForLock, outOfOrder);
    }

    public RunSettings withStatementTimeout(Duration timeout) {
        return new RunSettings(lockTimeout, lockRetries, Optional.of(timeout), waitForLock, outOfOrder);
    }
}
