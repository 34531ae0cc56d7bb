package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the catalog shows of a statement.
 *
 * @param done whether it was carried out
 * @param mends the statements that mend what it left half done
 * @param words what was found, for people
 */
record Finding(boolean done, List<String> mends, String words) {

    private static final String UNDEFINED_COLUMN = "42703";

    /**
     * Looks, in autocommit mode.
     *
     * @throws RefusedException if somebody is at it just now
     */
    static Finding look(Connection connection, Trace trace, String where) throws SQLException {
        List<String> mends = new ArrayList<>();
        List<String> words = new ArrayList<>();
        boolean done = false;
        if (!trace.query().isEmpty()) {
            try (PreparedStatement query = connection.prepareStatement(trace.query())) {
                for (int i = 0; i < trace.names().size(); i++) {
                    query.setString(i + 1, trace.names().get(i));
                }
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        refuseIfBusy(rows, where);
                        if (rows.getString(1).equals("DONE")) {
                            done = true;
                        } else {
                            mends.add(rows.getString(2));
                        }
                        words.add(rows.getString(3));
                    }
                }
            } catch (SQLException e) {
                // A server that knows no pending detach cannot have left one.
                if (!UNDEFINED_COLUMN.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return new Finding(done, List.copyOf(mends), String.join("; ", words));
    }

    private static void refuseIfBusy(ResultSet row, String where) throws SQLException {
        int process = row.getInt(4);
        if (!row.wasNull()) {
            throw new RefusedException(where + ": server process " + process
                    + " is building this index just now. Run this again when it has finished.");
        }
    }
}
