package io.evolua.engine.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/** Counts the rows that a guard minds. */
final class GuardCheck {

    private static final String UNDEFINED_COLUMN = "42703";

    /** Undefined table, column, function, other object; invalid schema: what the query needs is not there. */
    private static final Set<String> UNDEFINED = Set.of("42P01", UNDEFINED_COLUMN, "42883", "42704", "3F000");

    private final Connection connection;

    GuardCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * What came of a query.
     *
     * @param rows empty if something that it names does not exist
     * @param missingColumn whether that is a column
     */
    record Count(Optional<Long> rows, boolean missingColumn) {}

    /**
     * Runs the query, and leaves the transaction, if there is one, usable.
     *
     * @throws SQLException if it fails otherwise than for want of an object
     */
    Count count(String query) throws SQLException {
        boolean inTransaction = !connection.getAutoCommit();
        Savepoint before = inTransaction ? connection.setSavepoint() : null;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(query)) {
                return new Count(Optional.of(result.next() ? result.getLong(1) : 0), false);
            }
        } catch (SQLException e) {
            if (before != null) {
                connection.rollback(before);
            }
            String state = String.valueOf(e.getSQLState());
            if (UNDEFINED.contains(state)) {
                return new Count(Optional.empty(), state.equals(UNDEFINED_COLUMN));
            }
            throw e;
        } finally {
            if (before != null) {
                connection.releaseSavepoint(before);
            }
        }
    }
}
