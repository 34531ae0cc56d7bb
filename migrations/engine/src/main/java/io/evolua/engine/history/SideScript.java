package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Script;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.postgresql.jdbc.PgConnection;

/** A script of Flyway's that is no revision, ready to run: a repeatable one, or one that runs at certain moments. */
record SideScript(Script script, SqlScript sql, boolean inTransaction) {

    /** @throws RefusedException if it cannot be read, or run as it stands */
    static SideScript of(Script script) {
        SqlScript sql = SqlScript.parse(script);
        boolean inTransaction = script.inTransaction() && !sql.onlyOutsideTransaction();
        return new SideScript(script, sql, inTransaction);
    }

    /**
     * As {@link #run(PgConnection, RunListener, StatementEvents)}, also of what is written in Java.
     *
     * @throws RefusedException if it fails; then the transaction is rolled back
     */
    void run(PgConnection connection, JavaRun java, RunListener listener, StatementEvents events) throws SQLException {
        if (sql.java().isEmpty()) {
            run(connection, listener, events);
            return;
        }
        try {
            java.run(sql.java().get(), connection, inTransaction);
        } catch (JavaFailure e) {
            boolean nothingRemains = rolledBack(connection, e);
            throw new RefusedException(
                    e.getMessage() + "\n"
                            + (nothingRemains
                                    ? "Nothing of this migration remains."
                                    : "This migration ran outside a transaction: what it did before stays."),
                    e.reason());
        }
    }

    /**
     * Runs its statements in whatever transaction the connection is in.
     *
     * @throws RefusedException if one fails, with file and line; then the transaction is rolled back
     */
    void run(PgConnection connection, RunListener listener, StatementEvents events) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (SqlStatement each : sql.statements()) {
                try {
                    events.before();
                    statement.execute(each.text());
                    events.after();
                } catch (SQLException e) {
                    throw failure(connection, each, e);
                }
                for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
                    listener.remark(sql.name() + ": " + note.getMessage());
                }
                statement.clearWarnings();
            }
        }
    }

    private RefusedException failure(PgConnection connection, SqlStatement statement, SQLException e) {
        boolean nothingRemains = rolledBack(connection, e);
        int position = ServerError.position(e);
        int line = position > 0 ? statement.lineAt(position) : statement.line();
        return new RefusedException(
                sql.name() + ":" + line + ": " + statement.beginning() + "\n" + ServerError.inFull(e) + "\n"
                        + (nothingRemains
                                ? "Nothing of this script remains."
                                : "This script ran outside a transaction: the statements before this one are done."),
                e);
    }

    private static boolean rolledBack(PgConnection connection, Exception failure) {
        try {
            if (connection.isClosed()) {
                return true;
            }
            if (connection.getAutoCommit()) {
                return false;
            }
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return true;
    }
}
