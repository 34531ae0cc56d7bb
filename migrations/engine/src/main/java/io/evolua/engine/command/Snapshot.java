package io.evolua.engine.command;

import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.catalog.SeedRowReader;
import io.evolua.engine.change.Change;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.scratch.Trial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a database has, but for its history of migrations; read at one moment, so that one that runs is in it wholly or not. */
final class Snapshot {

    private Snapshot() {}

    /**
     * Reads it.
     *
     * @param done what shall be done to the database before it is read, and is taken back
     */
    static Schema of(
            Connection connection, Scope scope, QualifiedName history, Collection<SeedRow> rows, List<Change> done)
            throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            Trial.run(connection, done);
            return SeedRowReader.read(
                    connection, CatalogReader.read(connection, scope.ignoring(Set.of(history))), rows);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** The history table as the catalog's reader names it: without a schema where that is the default one. */
    static QualifiedName history(Connection connection, String historyTable) throws SQLException {
        HistoryTable history = HistoryTable.on(connection, historyTable);
        boolean inDefault = history.schema().equals(CatalogReader.defaultSchema(connection));
        return new QualifiedName(inDefault ? "" : history.schema(), history.name());
    }
}
