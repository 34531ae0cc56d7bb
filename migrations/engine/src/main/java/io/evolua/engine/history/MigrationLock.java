package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Flyway's advisory lock, so that one migration runs at a time, whoever runs it. Held by the session, not by a
 * transaction, and waited for without one: a waiting transaction would keep {@code CREATE INDEX CONCURRENTLY} of the
 * lock's holder waiting for ever.
 */
final class MigrationLock {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Connection connection;
    private final HistoryTable table;

    MigrationLock(Connection connection, HistoryTable table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * Takes it, waiting as long as allowed.
     *
     * @throws RefusedException if another migration keeps it for longer than that, naming its session
     * @throws io.evolua.engine.StoppedException if the run is asked to stop meanwhile
     */
    void take(Duration atMost, RunListener listener) throws SQLException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        boolean told = false;
        while (!call("select pg_try_advisory_lock(?)")) {
            if (!told) {
                listener.waitingForLock(table);
                told = true;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new RefusedException(
                        "Another migration of " + table + " is running" + holder() + " and did not finish within "
                                + LockHolder.readable(atMost) + ". Run this again when it has.");
            }
            Pause.of(Duration.ofMillis(pause), listener, "another migration was running; nothing was done");
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    void release() throws SQLException {
        call("select pg_advisory_unlock(?)");
    }

    private boolean call(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, table.lockKey());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    private String holder() throws SQLException {
        String sql = "select a.pid, " + LockHolder.COLUMNS + " from pg_locks l join pg_stat_activity a using (pid)"
                + " where l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                + " and l.database = (select oid from pg_database where datname = current_database())"
                + " and (l.classid::bigint << 32) | l.objid::bigint = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, table.lockKey());
            try (ResultSet result = statement.executeQuery()) {
                List<LockHolder> holders = LockHolder.read(result);
                return holders.isEmpty() ? "" : " in " + holders.get(0);
            }
        }
    }
}
