package io.evolua.engine.scratch;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.sql.SqlWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Changes made for a moment, within a transaction that the caller rolls back, to see what PostgreSQL makes of them. */
public final class Trial {

    private Trial() {}

    /**
     * Carries the changes out, without waiting long for anybody's lock.
     *
     * @param connection in a transaction
     * @throws RefusedException if one is not possible
     */
    public static void run(Connection connection, List<Change> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("set local lock_timeout = '2s'");
            for (Change change : changes) {
                for (String sql : SqlWriter.statements(change)) {
                    execute(statement, change, sql);
                }
            }
        }
    }

    private static void execute(Statement statement, Change change, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new RefusedException(
                    "The comparison cannot " + change.describe() + " for a moment: " + e.getMessage() + "\n  " + sql
                            + "\nNothing was changed.",
                    e);
        }
    }
}
