package io.evolua.engine.history;

import io.evolua.engine.revision.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes what a {@link Repair} found, in the transaction that is open. */
final class HistoryRepair {

    private final Connection connection;
    private final HistoryTable table;

    HistoryRepair(Connection connection, HistoryTable table) {
        this.connection = connection;
        this.table = table;
    }

    void write(List<Repair.Fix> fixes) throws SQLException {
        for (Repair.Fix fix : fixes) {
            write(fix);
        }
    }

    private void write(Repair.Fix fix) throws SQLException {
        HistoryRow row = fix.row();
        switch (fix.action()) {
            case REMOVED -> {
                try (PreparedStatement delete = connection.prepareStatement(table.removeSql())) {
                    delete.setInt(1, row.rank());
                    delete.executeUpdate();
                }
            }
            case DELETED -> {
                try (PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
                    HistoryTable.setRow(insert, HistoryTable.Row.takingBack(row, 0));
                    insert.executeUpdate();
                }
            }
            case REALIGNED, RESUMED -> realign(fix);
        }
    }

    private void realign(Repair.Fix fix) throws SQLException {
        Script script = fix.script().orElseThrow();
        HistoryRow row = fix.row();
        String description = row.isUnfinished() ? row.description() : script.description();
        try (PreparedStatement update = connection.prepareStatement(table.realignSql())) {
            Integer checksum = row.version().isPresent() ? script.checksum() : script.checksumOfSql();
            HistoryTable.setRealigned(update, description, script, checksum, row.rank());
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
