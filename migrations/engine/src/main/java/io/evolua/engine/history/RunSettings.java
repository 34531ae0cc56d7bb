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
 * @param firstBaseline what the history begins with where there is none and the schema holds something; none to run all
 */
public record RunSettings(
        Duration lockTimeout,
        int lockRetries,
        Optional<Duration> statementTimeout,
        Duration waitForLock,
        boolean outOfOrder,
        Optional<FirstBaseline> firstBaseline) {

    /** Five seconds for a lock, ten times more, ten minutes for another migration to finish, in order. */
    public static final RunSettings DEFAULT = new RunSettings(
            Duration.ofSeconds(5), 10, Optional.empty(), Duration.ofMinutes(10), false, Optional.empty());

    public RunSettings withOutOfOrder(boolean allowed) {
        return new RunSettings(lockTimeout, lockRetries, statementTimeout, waitForLock, allowed, firstBaseline);
    }

    public RunSettings withWaitForLock(Duration wait) {
        return new RunSettings(lockTimeout, lockRetries, statementTimeout, wait, outOfOrder, firstBaseline);
    }

    public RunSettings withLockTimeout(Duration timeout) {
        return new RunSettings(timeout, lockRetries, statementTimeout, waitForLock, outOfOrder, firstBaseline);
    }

    public RunSettings withLockRetries(int retries) {
        return new RunSettings(lockTimeout, retries, statementTimeout, waitForLock, outOfOrder, firstBaseline);
    }

    public RunSettings withStatementTimeout(Duration timeout) {
        return new RunSettings(lockTimeout, lockRetries, Optional.of(timeout), waitForLock, outOfOrder, firstBaseline);
    }

    public RunSettings withFirstBaseline(FirstBaseline baseline) {
        return new RunSettings(
                lockTimeout, lockRetries, statementTimeout, waitForLock, outOfOrder, Optional.of(baseline));
    }
}
