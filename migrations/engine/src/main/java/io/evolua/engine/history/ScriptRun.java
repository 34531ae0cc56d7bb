package io.evolua.engine.history;

import io.evolua.engine.revision.JavaClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** Runs the statements of one script; the transaction, if there is one, stays open. */
final class ScriptRun {

    private static final int FETCHED_AT_ONCE = 1000;

    private final PgConnection connection;
    private final PreparedStep step;
    private final JavaRun java;
    private final RunListener listener;
    private final StatementEvents events;
    private final ScriptFailure failure;

    ScriptRun(PgConnection connection, PreparedStep step, JavaRun java, RunListener listener, StatementEvents events) {
        this.connection = connection;
        this.step = step;
        this.java = java;
        this.listener = listener;
        this.events = events;
        this.failure = new ScriptFailure(step);
    }

    void run() throws SQLException {
        connection.setAutoCommit(!step.inTransaction());
        if (step.script().java().isPresent()) {
            runJava(step.script().java().get());
            return;
        }
        int number = 0;
        try (Statement statement = createStatement()) {
            for (SqlStatement sql : step.script().statements()) {
                number++;
                listener.statement(
                        step.step(), number, step.script().statements().size(), sql);
                try {
                    judge(sql, number);
                    execute(statement, sql);
                } catch (SQLException e) {
                    throw failure.at(sql, number, e, connection);
                }
                checkTransaction(sql);
            }
        }
    }

    /** @throws io.evolua.engine.RefusedException if it throws something, or leaves the transaction */
    void runJava(JavaClass migration) throws SQLException {
        try {
            java.run(migration, connection, step.inTransaction());
        } catch (JavaFailure e) {
            throw failure.ofJava(e, connection);
        }
        if (!step.inTransaction() && !connection.getAutoCommit()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
        if (connection.getTransactionState() != transactionState()) {
            throw failure.javaLeftTransaction(migration, connection);
        }
    }

    Statement createStatement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        statement.setFetchSize(FETCHED_AT_ONCE);
        return statement;
    }

    /** @throws io.evolua.engine.RefusedException if a guard of the statement does not hold */
    void judge(SqlStatement sql, int number) throws SQLException {
        for (Guard guard : sql.guards()) {
            judge(guard, number);
        }
    }

    /** What a server cannot count for want of a function or the like, the statement itself will find. */
    private void judge(Guard guard, int number) throws SQLException {
        Optional<Long> rows = new GuardCheck(connection).count(guard.query()).rows();
        if (rows.isPresent() && rows.get() > 0) {
            throw failure.inTheWay(guard, rows.get(), number, connection);
        }
    }

    void execute(Statement statement, SqlStatement sql) throws SQLException {
        events.before();
        if (statement.execute(sql.text())) {
            try (ResultSet result = statement.getResultSet()) {
                readAll(result);
            }
        }
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            listener.notice(step.step(), String.valueOf(warning.getMessage()));
        }
        statement.clearWarnings();
        events.after();
    }

    /** Functions in a query do their work row by row, so that every row must be fetched. */
    private static long readAll(ResultSet result) throws SQLException {
        long rows = 0;
        while (result.next()) {
            rows++;
        }
        return rows;
    }

    private TransactionState transactionState() {
        return step.inTransaction() ? TransactionState.OPEN : TransactionState.IDLE;
    }

    /** A statement may have reached the transaction's end by a way that its words do not show. */
    void checkTransaction(SqlStatement sql) throws SQLException {
        if (connection.getTransactionState() != transactionState()) {
            throw failure.leftTransaction(sql, connection);
        }
        if (!connection.getStandardConformingStrings()) {
            throw failure.changedStrings(sql, connection);
        }
    }
}
