package io.evolua.engine.history;

import java.time.Duration;
import java.util.Optional;

/**
 * How scripts are run.
 *
 * @param lockTimeout PostgreSQL's {@code lock_timeout} for each script, if set
 * @param statementTimeout PostgreSQL's {@code statement_timeout} for each script, if set
 * @param waitForLock how long to wait while another migration runs
 * @param outOfOrder whether a script may run that is older than the newest one applied
 */
public record RunSettings(
        Optional<Duration> lockTimeout, Optional<Duration> statementTimeout, Duration waitForLock, boolean outOfOrder) {

    /** No timeouts, ten minutes for another migration to finish, in order. */
    public static final RunSettings DEFAULT =
            new RunSettings(Optional.empty(), Optional.empty(), Duration.ofMinutes(10), false);

    public RunSettings withOutOfOrder(boolean allowed) {
        return new RunSettings(lockTimeout, statementTimeout, waitForLock, allowed);
    }

    public RunSettings withWaitForLock(Duration wait) {
        return new RunSettings(lockTimeout, statementTimeout, wait, outOfOrder);
    }

    public RunSettings withLockTimeout(Duration timeout) {
        return new RunSettings(Optional.of(timeout), statementTimeout, waitForLock, outOfOrder);
    }

    public RunSettings withStatementTimeout(Duration timeout) {
        return new RunSettings(lockTimeout, Optional.of(timeout), waitForLock, outOfOrder);
    }
}
