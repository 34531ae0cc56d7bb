package io.evolua.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A connection that is gone in the middle of the work, and with it the transaction: cut, or ended by the server. */
public final class LostConnection {

    /** Timeouts of sessions and transactions that make the server end the session. */
    private static final Set<String> TIMEOUTS = Set.of("25P03", "25P04");

    private LostConnection() {}

    /** Whether it is for this that something failed. */
    public static boolean isWhy(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0") || TIMEOUTS.contains(state);
    }

    /** Rolls back after a failure, which remains the one that is reported. */
    public static void rollBack(Connection connection, Exception failure) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
