package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.jdbc.PgConnection;

/**
 * Does again what did not get a lock or was the victim of a deadlock: rolled back first, so that whoever waits for what it
 * held goes on, and after a rest.
 */
final class LockRetries {

    /** Lock not available, deadlock detected. */
    private static final Set<String> STATES = Set.of("55P03", "40P01");

    private static final Pattern BLOCKED_BY = Pattern.compile("blocked by process (\\d+)");
    private static final Duration LONGEST_UNIT = Duration.ofSeconds(1);
    private static final Duration SHORTEST_UNIT = Duration.ofMillis(10);

    private final PgConnection connection;
    private final RunSettings settings;
    private final RunListener listener;
    private final LockWatch watch;
    private final Backoff backoff;

    LockRetries(PgConnection connection, RunSettings settings, RunListener listener, LockWatch watch) {
        this.connection = connection;
        this.settings = settings;
        this.listener = listener;
        this.watch = watch;
        this.backoff = new Backoff(unit(settings.lockTimeout()), new SplittableRandom());
    }

    /** In proportion to what one try takes. */
    private static Duration unit(Duration lockTimeout) {
        Duration fifth = lockTimeout.isZero() ? LONGEST_UNIT : lockTimeout.dividedBy(5);
        if (fifth.compareTo(LONGEST_UNIT) > 0) {
            return LONGEST_UNIT;
        }
        return fifth.compareTo(SHORTEST_UNIT) < 0 ? SHORTEST_UNIT : fifth;
    }

    /** What may have to be done again, from its beginning. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** As {@link Work}, without an outcome. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    /** As {@link #run(String, Work)}. */
    void run(String what, Action action) throws SQLException {
        run(what, () -> {
            action.run();
            return settings;
        });
    }

    /**
     * Does it until it gets its locks.
     *
     * @param what for messages that do not say it themselves
     * @throws RefusedException if it did not get one as often as the settings allow, naming who held it; or as the work
     *     does
     * @throws io.evolua.engine.StoppedException if the run is asked to stop meanwhile
     */
    <T> T run(String what, Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            watch.begin();
            try {
                return work.run();
            } catch (RefusedException e) {
                if (!wantedLock(e) || !(e.getCause() instanceof SQLException cause)) {
                    throw e;
                }
                again(String.valueOf(e.getMessage()), cause, attempt);
            } catch (SQLException e) {
                if (!wantedLock(e)) {
                    throw e;
                }
                again(what + " failed.\n" + ServerError.inFull(e), e, attempt);
            } finally {
                watch.end();
            }
        }
    }

    /** Whether it is for want of a lock that something failed. */
    static boolean wantedLock(Throwable failure) {
        Throwable cause = failure instanceof RefusedException ? failure.getCause() : failure;
        return cause instanceof SQLException e && STATES.contains(String.valueOf(e.getSQLState()));
    }

    private void again(String message, SQLException cause, int attempt) throws SQLException {
        watch.end();
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        List<LockHolder> holders = watch.seen().isEmpty() ? fromDetail(cause) : watch.seen();
        int attempts = settings.lockRetries() + 1;
        String first = message.lines().findFirst().orElse("");
        LockWait wait = new LockWait(first, ServerError.of(cause), holders, attempt, attempts, backoff.pause(attempt));
        if (attempt >= attempts) {
            throw new RefusedException(message + "\n" + advice(wait), cause);
        }
        listener.lockNotGranted(wait);
        Pause.of(wait.pause(), listener, "waiting for a lock");
    }

    private String advice(LockWait wait) {
        String tries = wait.attempts() == 1 ? "" : "Tried " + wait.attempts() + " times. ";
        String holders = wait.holders().isEmpty() ? "" : "In the way: " + wait.heldBy() + ". ";
        Optional<LockHolder> first =
                wait.holders().stream().filter(holder -> holder.pid() > 0).findFirst();
        return tries + holders + "Run this again when the transaction in the way is over"
                + first.map(holder -> ", end it (select pg_terminate_backend(" + holder.pid() + "))")
                        .orElse("")
                + ", or wait longer: --lock-timeout (now " + LockHolder.readable(settings.lockTimeout())
                + "), --lock-retries (now " + settings.lockRetries() + ").";
    }

    /** Of a deadlock the server itself says who it was. */
    private List<LockHolder> fromDetail(SQLException failure) throws SQLException {
        List<Integer> pids = new ArrayList<>();
        Matcher matcher = BLOCKED_BY.matcher(ServerError.inFull(failure));
        while (matcher.find()) {
            int pid = Integer.parseInt(matcher.group(1));
            if (pid != connection.getBackendPID() && !pids.contains(pid)) {
                pids.add(pid);
            }
        }
        if (pids.isEmpty()) {
            return List.of();
        }
        String sql = "select a.pid, " + LockHolder.COLUMNS + " from pg_stat_activity a where a.pid = any(?) order by 1";
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        Array array = connection.createArrayOf("integer", pids.toArray());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array);
            try (ResultSet rows = statement.executeQuery()) {
                return LockHolder.read(rows);
            }
        } finally {
            array.free();
            connection.setAutoCommit(autoCommit);
        }
    }
}
