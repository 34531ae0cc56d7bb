package io.evolua.engine.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The row of a script that runs outside a transaction: written before its first statement, so that a crash leaves a
 * trace, and moved on after each.
 */
final class UnfinishedRow {

    /** The row is written by the user who connected, whatever the script said; until the transaction's end. */
    private static final String AS_CONNECTED =
            "set local session authorization default;set local role none;set local statement_timeout = 0";

    private final Connection connection;
    private final HistoryTable table;
    private final int rank;
    private Mark mark;

    private UnfinishedRow(Connection connection, HistoryTable table, int rank, Mark mark) {
        this.connection = connection;
        this.table = table;
        this.rank = rank;
        this.mark = mark;
    }

    /** Begins a script. */
    static UnfinishedRow begin(Connection connection, HistoryTable table, HistoryTable.Row row) throws SQLException {
        connection.setAutoCommit(true);
        try (PreparedStatement insert = connection.prepareStatement(table.beginSql())) {
            HistoryTable.setRow(insert, row);
            try (ResultSet result = insert.executeQuery()) {
                result.next();
                return new UnfinishedRow(connection, table, result.getInt(1), Mark.START);
            }
        }
    }

    /** Goes on with a script that was begun before. */
    static UnfinishedRow resume(Connection connection, HistoryTable table, AppliedRevision row) {
        return new UnfinishedRow(connection, table, row.rank(), Mark.of(row).orElse(Mark.START));
    }

    Mark mark() {
        return mark;
    }

    /** In a transaction of its own. */
    void move(Mark to) throws SQLException {
        inTransaction(() -> {});
        write(to);
        commit();
        mark = to;
    }

    /** Work that is done or undone together with its record. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Does something in one transaction with the mark that says that it is done. */
    void move(Mark to, Work work) throws SQLException {
        inTransaction(work);
        write(to);
        commit();
        mark = to;
    }

    private void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        work.run();
    }

    private void write(Mark to) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(table.markSql())) {
            statement.execute(AS_CONNECTED);
            update.setInt(1, to.executionTime());
            update.setInt(2, rank);
            if (update.executeUpdate() == 0) {
                throw new SQLException("the row " + rank + " of " + table + " is gone");
            }
        }
    }

    private void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Nothing of the script was done, or all of it was undone. */
    void remove() throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(table.removeSql())) {
            delete.setInt(1, rank);
            delete.executeUpdate();
        }
    }

    /** The parameters of {@link HistoryTable#finishSql}. */
    void setFinished(PreparedStatement finish, HistoryTable.Row row) throws SQLException {
        finish.setString(1, row.type());
        finish.setString(2, row.script());
        finish.setObject(3, row.checksum(), java.sql.Types.INTEGER);
        finish.setInt(4, row.milliseconds());
        finish.setInt(5, rank);
    }
}
