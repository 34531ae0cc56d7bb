package io.evolua.engine.database;

import io.evolua.engine.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.postgresql.PGConnection;

/**
 * A pooler between client and server. One that gives each transaction whatever server connection is free, as PgBouncer
 * does with {@code pool_mode=transaction}, loses what belongs to a session: a lock taken there stays with a connection
 * that is somebody else's next.
 */
public final class Pooler {

    private static final int PROBES = 3;
    private static final int SECONDS_FOR_PROBE = 3;

    private Pooler() {}

    /**
     * Makes sure that a connection keeps its session.
     *
     * @param connection of pgjdbc, in autocommit mode
     * @param another opens one more of the same; asked only if a pooler is there
     * @throws RefusedException if transactions of the connection are run in sessions that others use, too
     */
    public static void requireSession(Connection connection, Supplier<Connection> another) throws SQLException {
        int process = process(connection);
        // A pooler has no process of the server to name when a client connects, and makes a number up.
        if (connection.unwrap(PGConnection.class).getBackendPID() != process
                && isShared(connection, process, another)) {
            throw new RefusedException(
                    "The database URL leads to a connection pooler that gives each transaction another"
                            + " connection of the server (PgBouncer does with pool_mode=transaction). A migration needs a session"
                            + " of its own, for the lock that keeps others out and for the scripts' settings. Name the server"
                            + " itself, or a pool with pool_mode=session. Nothing was run.");
        }
    }

    /** Whether a second client gets the session that the first one was given, or the first one another one. */
    private static boolean isShared(Connection connection, int process, Supplier<Connection> another)
            throws SQLException {
        try (Connection second = another.get()) {
            for (int i = 0; i < PROBES; i++) {
                if (process(second) == process) {
                    return true;
                }
            }
        } catch (SQLException | RefusedException e) {
            // A pool that has no second session to give: the first one is kept for us.
            return process(connection) != process;
        }
        return process(connection) != process;
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS_FOR_PROBE);
            try (ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
