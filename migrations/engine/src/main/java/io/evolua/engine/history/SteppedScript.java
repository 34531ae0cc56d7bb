package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.LostConnection;
import io.evolua.engine.revision.JavaClass;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.jdbc.PgConnection;

/**
 * Runs a script without a transaction around it, statement by statement, and keeps book of how far it came, so that
 * after a crash the next run goes on. What may run in a transaction is committed together with its mark; what may not
 * is marked as begun before, and the catalog is asked afterwards ({@link Trace}).
 */
final class SteppedScript {

    private static final String ACTIVE_TRANSACTION = "25001";

    private final PgConnection connection;
    private final PreparedStep step;
    private final UnfinishedRow row;
    private final RunListener listener;
    private final ScriptRun statements;
    private final ScriptFailure failure;

    SteppedScript(
            PgConnection connection,
            PreparedStep step,
            UnfinishedRow row,
            JavaRun java,
            RunListener listener,
            StatementEvents events) {
        this.connection = connection;
        this.step = step;
        this.row = row;
        this.listener = listener;
        this.statements = new ScriptRun(connection, step, java, listener, events);
        this.failure = new ScriptFailure(step);
    }

    void run() throws SQLException {
        Mark from = row.mark();
        if (!from.equals(Mark.START)) {
            listener.remark("Going on with " + step.script().name() + ", which a run before this one did not finish.");
        }
        connection.setAutoCommit(true);
        if (step.script().java().isPresent()) {
            runJava(step.script().java().get(), from);
            return;
        }
        int number = 0;
        try (Statement statement = statements.createStatement()) {
            for (SqlStatement sql : step.script().statements()) {
                number++;
                try {
                    boolean setting = StatementKind.setting(sql);
                    if (setting || number >= from.statement()) {
                        listener.statement(
                                step.step(), number, step.script().statements().size(), sql);
                    }
                    if (setting) {
                        // Settings last no longer than the session, so that they are made again.
                        statements.execute(statement, sql);
                    } else if (number >= from.statement()) {
                        run(statement, sql, number, number == from.statement() && from.begun());
                    }
                } catch (SQLException e) {
                    tidyUp(sql, number, e);
                    throw failure.at(sql, number, e, connection);
                }
                statements.checkTransaction(sql);
            }
        }
    }

    /** As one statement that leaves nothing to recognise it by. */
    private void runJava(JavaClass migration, Mark from) throws SQLException {
        if (from.begun()) {
            throw failure.undecided(migration);
        }
        if (from.equals(Mark.START)) {
            row.move(new Mark(1, true));
            statements.runJava(migration);
            row.move(new Mark(2, false));
        }
    }

    private void run(Statement statement, SqlStatement sql, int number, boolean begun) throws SQLException {
        Mark next = new Mark(number + 1, false);
        if (begun && settled(statement, sql, number)) {
            row.move(next);
            return;
        }
        try {
            statements.judge(sql, number);
        } catch (RefusedException e) {
            if (failure.isFirst(number)) {
                row.remove();
            }
            throw e;
        }
        boolean alone = StatementKind.outsideTransactionOnly(sql) || StatementKind.block(sql);
        if (alone || !together(statement, sql, next)) {
            alone(statement, sql, number);
            row.move(next);
        }
    }

    /** @return false if it turns out to be one that runs only outside a transaction */
    private boolean together(Statement statement, SqlStatement sql, Mark next) throws SQLException {
        try {
            row.move(next, () -> statements.execute(statement, sql));
            return true;
        } catch (SQLException e) {
            if (!ACTIVE_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            connection.setAutoCommit(true);
            return false;
        }
    }

    private void alone(Statement statement, SqlStatement sql, int number) throws SQLException {
        Trace trace = Trace.of(sql);
        Finding before = look(trace, sql);
        mend(statement, before);
        if (!before.mends().isEmpty() && trace.mendedIsDone()) {
            return;
        }
        // Where the effect is there before, the statement will fail or do nothing: that it was begun would mislead.
        if (!before.done()) {
            row.move(new Mark(number, true));
        }
        statements.execute(statement, sql);
    }

    /** Whether a statement that was begun needs not be run again. */
    private boolean settled(Statement statement, SqlStatement sql, int number) throws SQLException {
        Trace trace = Trace.of(sql);
        if (trace.kind() == Trace.Kind.NONE) {
            throw failure.undecided(sql, number);
        }
        Finding finding = look(trace, sql);
        mend(statement, finding);
        if (finding.done()) {
            listener.remark(where(sql) + "was done already: " + finding.words() + ".");
        }
        return finding.done() || (!finding.mends().isEmpty() && trace.mendedIsDone());
    }

    private Finding look(Trace trace, SqlStatement sql) throws SQLException {
        return Finding.look(connection, trace, step.script().name() + ":" + sql.line());
    }

    private void mend(Statement statement, Finding finding) throws SQLException {
        for (String mend : finding.mends()) {
            statement.execute(mend);
        }
        if (!finding.mends().isEmpty()) {
            listener.remark("Found half done: " + finding.words() + ".");
        }
    }

    private String where(SqlStatement sql) {
        return step.script().name() + ":" + sql.line() + ": " + sql.beginning() + " ";
    }

    /** After an error that the server reports, so that it is known that the statement is not done. */
    private void tidyUp(SqlStatement sql, int number, SQLException error) {
        try {
            if (LostConnection.isWhy(error) || connection.isClosed()) {
                return;
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            Trace trace = Trace.of(sql);
            if (row.mark().equals(new Mark(number, true)) && trace.kind() != Trace.Kind.NONE) {
                Finding left = look(trace, sql);
                if (left.done() || (!left.mends().isEmpty() && trace.mendedIsDone())) {
                    return;
                }
                try (Statement statement = statements.createStatement()) {
                    mend(statement, left);
                }
                row.move(new Mark(number, false));
            }
            if (failure.isFirst(number) && !row.mark().begun()) {
                row.remove();
            }
        } catch (SQLException | RefusedException e) {
            // The mark stays as it is, and the next run looks again.
            error.addSuppressed(e);
        }
    }
}
