package io.evolua.persistence;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What was noticed of a database that does not answer, so that not every request has to wait for an answer to learn it:
 * connections that were last heard of before that are not trusted any more, and for a moment nobody connects.
 */
final class Silence {

    private static final long REST = TimeUnit.SECONDS.toNanos(1);
    private static final int QUEUE_SECONDS = 2;

    /** More than the pool has are of no use to it. */
    private final Semaphore attempts = new Semaphore(DataSourceDeclaration.CONNECTIONS);

    private volatile long noticed = System.nanoTime();
    private volatile long notConnected = noticed - REST;

    /** Makes a connection. */
    @FunctionalInterface
    interface Attempt<C> {
        C connect() throws SQLException;
    }

    /**
     * Connects, unless that just took too long.
     *
     * @throws SQLException also when there was no answer a moment ago, or too many are connecting
     */
    <C> C connect(Attempt<C> attempt) throws SQLException {
        refuseWhileSilent();
        if (!begin()) {
            throw unavailable("too many are connecting to the database");
        }
        try {
            refuseWhileSilent();
            return attempt.connect();
        } catch (SQLException e) {
            if (isTimeout(e)) {
                notConnected = System.nanoTime();
            }
            throw e;
        } finally {
            attempts.release();
        }
    }

    private boolean begin() {
        try {
            return attempts.tryAcquire(QUEUE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuseWhileSilent() throws SQLException {
        if (System.nanoTime() - notConnected < REST) {
            throw unavailable("the database did not answer a moment ago");
        }
    }

    /** A connection did not answer in time. */
    void notice() {
        noticed = System.nanoTime();
    }

    /** Whether one did not since the given moment. */
    boolean isSince(long nanoTime) {
        return noticed - nanoTime > 0;
    }

    private static SQLException unavailable(String what) {
        // Class 08 of the standard: connection exceptions.
        return new SQLTransientConnectionException(what, "08001");
    }

    private static boolean isTimeout(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
