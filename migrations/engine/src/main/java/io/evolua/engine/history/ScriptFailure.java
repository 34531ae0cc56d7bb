package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.LostConnection;
import io.evolua.engine.revision.JavaClass;
import java.sql.Connection;
import java.sql.SQLException;

/** Rolls a failed script back and says what failed, where, and what remains. */
final class ScriptFailure {

    private static final String LOST = "The connection to the server is lost. ";

    /** PostgreSQL's {@code unsafe_new_enum_value_usage}. */
    private static final String NEW_ENUM_VALUE = "55P04";

    private final PreparedStep step;

    ScriptFailure(PreparedStep step) {
        this.step = step;
    }

    RefusedException at(SqlStatement statement, int number, SQLException e, Connection connection) {
        LostConnection.rollBack(connection, e);
        int position = ServerError.position(e);
        int line = position > 0 ? statement.lineAt(position) : statement.line();
        return new RefusedException(
                step.script().name() + ":" + line + ": " + statement.beginning() + "\n" + ServerError.inFull(e) + "\n"
                        + (LostConnection.isWhy(e) ? lost() : remains(number) + advice(e)),
                e);
    }

    private String advice(SQLException e) {
        return step.inTransaction() && NEW_ENUM_VALUE.equals(e.getSQLState())
                ? " A new value of an enum can be used once the script that adds it is committed: give the adding a"
                        + " revision of its own, before this one. Or, if the script may stop between two statements and go"
                        + " on later, write executeInTransaction=false into its .conf file."
                : "";
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
        LostConnection.rollBack(connection, e);
        return new RefusedException(
                step.script().name() + ": all statements ran, and committing them failed.\n" + ServerError.inFull(e)
                        + "\n" + (LostConnection.isWhy(e) ? lost() : remains(Integer.MAX_VALUE)),
                e);
    }

    RefusedException leftTransaction(SqlStatement statement, Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return new RefusedException(step.script().name() + ":" + statement.line() + ": " + statement.beginning()
                + "\nThis statement began or ended a transaction by itself, which only evolua may do. What ran before"
                + " it may be committed, and the history does not say so: look at the database before you go on.");
    }

    RefusedException changedStrings(SqlStatement statement, Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return new RefusedException(step.script().name() + ":" + statement.line() + ": " + statement.beginning()
                + "\nScripts are read with standard_conforming_strings = on; it must stay so. " + remains(1));
    }

    /** After a crash in the middle of a statement that leaves nothing to recognise it by. */
    RefusedException undecided(SqlStatement statement, int number) {
        return new RefusedException(step.script().name() + ":" + statement.line() + ": " + statement.beginning()
                + "\nA run before this one was cut off in this statement, and nothing shows whether it was carried out."
                + " Look at the database, then say where to go on: evolua repair --resume-at " + number
                + " if it was not, evolua repair --resume-at " + (number + 1) + " if it was. Nothing was run.");
    }

    RefusedException undecided(JavaClass migration) {
        return new RefusedException(
                migration.name() + " was begun outside a transaction by a run before this one, and did"
                        + " not come to its end. Look at the database, then say where to go on: evolua repair --resume-at 1 runs it"
                        + " again, evolua repair --resume-at 2 counts it as done. Nothing was run.");
    }

    RefusedException ofJava(JavaFailure failed, Connection connection) {
        LostConnection.rollBack(connection, failed);
        return new RefusedException(
                failed.getMessage() + "\n"
                        + (failed.connectionLost() ? LOST : "")
                        + (step.inTransaction()
                                ? failed.connectionLost() ? rolledBack() : "Nothing of this migration remains."
                                : "This migration runs outside a transaction: what it did before stays, and the"
                                        + " history says that it is not finished. Mend the reason, then: evolua repair"
                                        + " --resume-at 1 runs it again, evolua repair --resume-at 2 counts it as"
                                        + " done."),
                failed.reason());
    }

    RefusedException javaLeftTransaction(JavaClass migration, Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return new RefusedException(
                migration.name() + " began or ended a transaction by a statement, which only evolua may"
                        + " do. What ran before it may be committed, and the history does not say so: look at the database before"
                        + " you go on. (commit() and rollback() of its connection are fine.)");
    }

    /** Whether nothing but settings stands before a statement. */
    boolean isFirst(int number) {
        return step.script().statements().stream().limit(number - 1L).allMatch(StatementKind::setting);
    }

    private String remains(int number) {
        if (step.inTransaction() || (number < Integer.MAX_VALUE && isFirst(number))) {
            return "Nothing of this script remains.";
        }
        return "This script runs outside a transaction: what stands before this statement is done, and the history says"
                + " so. The next run goes on here. If you change the script, leave what is done as it is, and then:"
                + " evolua repair";
    }

    private static String rolledBack() {
        return "The server rolls the script back, unless it was committing just then: see evolua current. Run this again"
                + " when the server can be reached.";
    }

    private String lost() {
        return LOST
                + (step.inTransaction()
                        ? rolledBack()
                        : "This script runs outside a transaction; the history says how far it came. Run this again when"
                                + " the server can be reached: it finds out what was done and goes on.");
    }
}
