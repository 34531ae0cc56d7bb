package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;

/** Rolls a failed script back and says what failed, where, and what remains. */
final class ScriptFailure {

    private final PreparedStep step;

    ScriptFailure(PreparedStep step) {
        this.step = step;
    }

    RefusedException at(SqlStatement statement, int number, SQLException e, Connection connection) {
        rollBack(e, connection);
        int position = ServerError.position(e);
        int line = position > 0 ? statement.lineAt(position) : statement.line();
        return new RefusedException(
                step.script().name() + ":" + line + ": " + statement.beginning() + "\n" + ServerError.inFull(e) + "\n"
                        + (ServerError.connectionLost(e) ? lost() : remains(number)),
                e);
    }

    RefusedException inTheWay(Guard guard, long rows, int number, Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return new RefusedException(step.script().name() + ":" + guard.line() + ": " + guard.violatedBy(rows)
                + ".\nFill the place above it in " + step.script().name() + " line " + guard.line()
                + ", or mend the rows; then run this again. " + remains(number));
    }

    RefusedException atCommit(SQLException e, Connection connection) {
        rollBack(e, connection);
        return new RefusedException(
                step.script().name() + ": all statements ran, and committing them failed.\n" + ServerError.inFull(e)
                        + "\n" + (ServerError.connectionLost(e) ? lost() : remains(Integer.MAX_VALUE)),
                e);
    }

    RefusedException leftTransaction(SqlStatement statement, Connection connection) throws SQLException {
        connection.rollback();
        return new RefusedException(step.script().name() + ":" + statement.line() + ": " + statement.beginning()
                + "\nThis statement began or ended a transaction by itself, which only evolua may do. What ran before"
                + " it may be committed, and the history does not say so: look at the database before you go on.");
    }

    RefusedException changedStrings(SqlStatement statement, Connection connection) throws SQLException {
        connection.rollback();
        return new RefusedException(step.script().name() + ":" + statement.line() + ": " + statement.beginning()
                + "\nScripts are read with standard_conforming_strings = on; it must stay so. " + remains(1));
    }

    private String remains(int number) {
        if (step.inTransaction()) {
            return "Nothing of this script remains.";
        }
        return "This script ran outside a transaction, and the history does not hold it."
                + (number > 1 ? " The statements before this one are done." : "")
                + " CREATE INDEX CONCURRENTLY may leave an invalid index: drop it. Then run this again, or, if the"
                + " database holds all that the script makes, stamp the revision.";
    }

    private String lost() {
        return "The connection to the server is lost. "
                + (step.inTransaction()
                        ? "The server rolls the script back, unless it was committing just then: see evolua current."
                        : remains(Integer.MAX_VALUE));
    }

    private static void rollBack(SQLException failure, Connection connection) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
