package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.LostConnection;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Squashed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Writes to the history without running scripts. What one call writes is written in one transaction, again if it does not
 * get its locks; if it cannot be written the call is refused, and nothing of it is.
 */
final class HistoryWriter {

    private final Connection connection;
    private final HistoryTable table;
    private final LockRetries retries;

    HistoryWriter(Connection connection, HistoryTable table, LockRetries retries) {
        this.connection = connection;
        this.table = table;
        this.retries = retries;
    }

    void createTable() throws SQLException {
        retries.run("Creating the history table " + table, () -> table.createIfMissing(connection));
    }

    void baseline(RevisionId id, String description) throws SQLException {
        createTable();
        inTransaction(() -> {
            try (PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
                HistoryTable.setRow(
                        insert, new HistoryTable.Row(id, description, FirstBaseline.TYPE, description, null, 0));
                insert.execute();
            }
        });
    }

    void stamp(List<Step> steps, AppliedRevisions history) throws SQLException {
        createTable();
        inTransaction(() -> write(steps, history));
    }

    /** The rows of the steps take the place of all that have a version. */
    void purgeAndStamp(List<Step> steps, AppliedRevisions history) throws SQLException {
        createTable();
        inTransaction(() -> {
            try (Statement delete = connection.createStatement()) {
                delete.execute(table.purgeSql());
            }
            write(steps, history);
        });
    }

    private void write(List<Step> steps, AppliedRevisions history) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
            for (Step step : steps) {
                forgetFailure(step.revision().id(), history);
                HistoryTable.setRow(insert, row(step, history, 0));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Who says where the database is says so also of a script that failed or was not finished. */
    private void forgetFailure(RevisionId id, AppliedRevisions history) throws SQLException {
        Optional<AppliedRevision> failed = history.failed(id);
        if (failed.isPresent()) {
            try (PreparedStatement delete = connection.prepareStatement(table.removeSql())) {
                delete.setInt(1, failed.get().rank());
                delete.executeUpdate();
            }
        }
    }

    /** As Flyway's repair does: the last row gets the new script's name and checksum, the others are recorded as deleted. */
    void collapse(List<Squashed> finished, AppliedRevisions history) throws SQLException {
        inTransaction(() -> {
            for (Squashed each : finished) {
                collapse(each, history);
            }
        });
    }

    private void collapse(Squashed squashed, AppliedRevisions history) throws SQLException {
        var revision = squashed.revision();
        try (PreparedStatement insert = connection.prepareStatement(table.insertSql());
                PreparedStatement realign = connection.prepareStatement(table.realignSql())) {
            for (RevisionId id : revision.replaces()) {
                Optional<AppliedRevision> row = history.row(id);
                if (row.isPresent() && id.equals(revision.id())) {
                    HistoryTable.setRealigned(
                            realign,
                            revision.flywayDescription(),
                            revision.up(),
                            revision.up().checksum(),
                            row.get().rank());
                    realign.execute();
                } else if (row.isPresent()) {
                    HistoryTable.setRow(insert, HistoryTable.Row.takingBack(row.get(), 0));
                    insert.execute();
                }
            }
        }
    }

    void repair(List<Repair.Fix> fixes) throws SQLException {
        inTransaction(() -> new HistoryRepair(connection, table).write(fixes));
    }

    /** What is taken back is recorded with the words of the row that applied it, as Flyway's repair does. */
    static HistoryTable.Row row(Step step, AppliedRevisions history, long millis) {
        int time = (int) Math.min(Integer.MAX_VALUE, millis);
        var revision = step.revision();
        var applied = history.row(revision.id()).filter(row -> step.direction() == Direction.DOWN);
        return applied.map(row -> HistoryTable.Row.takingBack(row, time))
                .orElseGet(() -> new HistoryTable.Row(
                        revision.id(),
                        revision.flywayDescription(),
                        step.direction().rowType(revision),
                        revision.up().name(),
                        revision.up().checksum(),
                        time));
    }

    private void inTransaction(LockRetries.Action writes) throws SQLException {
        retries.run("Writing to the history table " + table, () -> {
            try {
                connection.setAutoCommit(false);
                writes.run();
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                LostConnection.rollBack(connection, e);
                if (LostConnection.isWhy(e)) {
                    throw e;
                }
                connection.setAutoCommit(true);
                throw new RefusedException(
                        "The history table " + table + " cannot be written to: " + ServerError.of(e) + ".", e);
            }
        });
    }
}
