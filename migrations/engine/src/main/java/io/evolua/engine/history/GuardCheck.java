package io.evolua.engine.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/** Counts the rows that a guard minds. It only reads, and leaves nothing behind. */
final class GuardCheck {

    private static final String UNDEFINED_COLUMN = "42703";

    /** Undefined table, column, function, other object; invalid schema: what the query needs is not there. */
    private static final Set<String> UNDEFINED = Set.of("42P01", UNDEFINED_COLUMN, "42883", "42704", "3F000");

    private static final int INPUT_CHECK_SINCE = 16;
    private static final String INPUT_CHECK = "pg_input_is_valid(";

    /** What PostgreSQL 16 has itself, but for lengths of strings, which a cast cuts. */
    private static final String STAND_IN = """
            create function pg_temp.pg_input_is_valid(text, text) returns boolean language plpgsql strict as $$
            begin
                execute 'select ' || quote_literal($1) || '::' || $2;
                return true;
            exception when data_exception or integrity_constraint_violation then
                return false;
            end $$""";

    private final Connection connection;
    private final boolean standIn;

    GuardCheck(Connection connection) throws SQLException {
        this(connection, connection.getMetaData().getDatabaseMajorVersion() < INPUT_CHECK_SINCE);
    }

    /** @param standIn whether the server has no {@code pg_input_is_valid} of its own */
    GuardCheck(Connection connection, boolean standIn) {
        this.connection = connection;
        this.standIn = standIn;
    }

    /**
     * What came of a query.
     *
     * @param rows empty if something that it names does not exist
     * @param missingColumn whether that is a column
     */
    record Count(Optional<Long> rows, boolean missingColumn) {}

    /**
     * Runs the query, in the transaction if there is one.
     *
     * @throws SQLException if it fails otherwise than for want of an object
     */
    Count count(String query) throws SQLException {
        boolean alone = connection.getAutoCommit();
        if (alone) {
            connection.setAutoCommit(false);
        }
        Savepoint before = connection.setSavepoint();
        try {
            return new Count(Optional.of(run(query)), false);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (UNDEFINED.contains(state)) {
                return new Count(Optional.empty(), state.equals(UNDEFINED_COLUMN));
            }
            throw e;
        } finally {
            connection.rollback(before);
            connection.releaseSavepoint(before);
            if (alone) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private long run(String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            String readable = query;
            if (standIn && query.contains(INPUT_CHECK)) {
                statement.execute(STAND_IN);
                readable = query.replace(INPUT_CHECK, "pg_temp." + INPUT_CHECK);
            }
            // The savepoint's end is the end of this, too.
            statement.execute("set transaction read only");
            try (ResultSet result = statement.executeQuery(readable)) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }
}
