package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes what a {@link Repair} found, all in one transaction. */
final class HistoryRepair {

    private final Connection connection;
    private final HistoryTable table;

    HistoryRepair(Connection connection, HistoryTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** @throws RefusedException if it cannot be written; then nothing of it is */
    void write(List<Repair.Fix> fixes) throws SQLException {
        if (fixes.isEmpty()) {
            return;
        }
        try {
            connection.setAutoCommit(false);
            for (Repair.Fix fix : fixes) {
                write(fix);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw new RefusedException(
                    "The history table " + table + " cannot be written to: " + ServerError.of(e) + ".", e);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void write(Repair.Fix fix) throws SQLException {
        AppliedRevision row = fix.row();
        switch (fix.action()) {
            case REMOVED -> {
                try (PreparedStatement delete = connection.prepareStatement(table.removeSql())) {
                    delete.setInt(1, row.rank());
                    delete.executeUpdate();
                }
            }
            case DELETED -> {
                try (PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
                    HistoryTable.setRow(insert, row.takenBack(0));
                    insert.executeUpdate();
                }
            }
            case REALIGNED, RESUMED -> realign(fix);
        }
    }

    private void realign(Repair.Fix fix) throws SQLException {
        Script script = fix.script().orElseThrow();
        AppliedRevision row = fix.row();
        try (PreparedStatement update = connection.prepareStatement(table.realignSql())) {
            update.setString(
                    1, row.isUnfinished() ? row.description() : HistoryTable.abbreviated(script.description()));
            update.setString(2, script.name());
            update.setInt(3, script.checksum());
            update.setInt(4, row.rank());
            update.executeUpdate();
        }
        if (fix.mark().isPresent()) {
            try (PreparedStatement mark = connection.prepareStatement(table.markSql())) {
                mark.setInt(1, fix.mark().getAsInt());
                mark.setInt(2, row.rank());
                mark.executeUpdate();
            }
        }
    }
}
