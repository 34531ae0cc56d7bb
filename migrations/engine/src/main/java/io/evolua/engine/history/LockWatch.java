package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * Looks from a session of its own at who keeps the run waiting: once the server has given up waiting, it does not know any
 * more. The session is opened only when something takes long; where none can be had, nobody is seen.
 */
final class LockWatch implements AutoCloseable {

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(20);

    private static final String SQL = "select distinct h.pid, " + LockHolder.COLUMNS
            + " from pg_stat_activity me cross join lateral unnest(pg_blocking_pids(me.pid)) h(pid)"
            + " left join pg_stat_activity a on a.pid = h.pid"
            + " where me.pid = ? and me.wait_event_type = 'Lock' order by h.pid";

    private final Optional<Supplier<Connection>> open;
    private final int watched;
    private final long intervalMillis;
    private volatile boolean running;
    private volatile long since;
    private volatile List<LockHolder> seen = List.of();
    private @Nullable Thread thread;

    /**
     * @param open a connection to look from
     * @param watched the server process that may wait
     * @param lockTimeout how long it does so at most
     */
    LockWatch(Optional<Supplier<Connection>> open, int watched, Duration lockTimeout) {
        this.open = open;
        this.watched = watched;
        Duration third = lockTimeout.isZero() ? LONGEST_INTERVAL : lockTimeout.dividedBy(3);
        this.intervalMillis =
                Math.max(SHORTEST_INTERVAL.toMillis(), Math.min(LONGEST_INTERVAL.toMillis(), third.toMillis()));
    }

    /** From now on it may wait. */
    void begin() {
        seen = List.of();
        since = System.nanoTime();
        running = true;
        if (thread == null && open.isPresent()) {
            Thread watcher = new Thread(this::watch, "lock watch");
            watcher.setDaemon(true);
            watcher.start();
            thread = watcher;
        }
    }

    /** It waits no more. */
    void end() {
        running = false;
    }

    /** Who was in the way when last looked, since the beginning. */
    List<LockHolder> seen() {
        return seen;
    }

    private void watch() {
        Connection connection = null;
        try {
            while (true) {
                Thread.sleep(intervalMillis);
                long begun = since;
                if (running && System.nanoTime() - begun >= intervalMillis * 1_000_000) {
                    if (connection == null) {
                        Connection another = open.orElseThrow().get();
                        if (another.unwrap(PgConnection.class).getBackendPID() == watched) {
                            // There is only the one, which is busy.
                            return;
                        }
                        connection = another;
                    }
                    List<LockHolder> holders = look(connection);
                    if (!holders.isEmpty() && begun == since) {
                        seen = holders;
                    }
                }
            }
        } catch (InterruptedException | SQLException | RefusedException e) {
            // Nobody is seen any more, which is no reason to disturb the run.
            running = false;
        } finally {
            close(connection);
        }
    }

    private List<LockHolder> look(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, watched);
            try (ResultSet rows = statement.executeQuery()) {
                return LockHolder.read(rows);
            }
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException ignored) {
            // The server closes it when the process ends.
        }
    }

    @Override
    public void close() {
        Thread watcher = thread;
        if (watcher != null) {
            watcher.interrupt();
        }
    }
}
