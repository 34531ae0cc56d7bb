package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Script;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the history says of repeatable scripts: for each, by its words, how it was when it ran last. */
public final class RepeatableHistory {

    private static final String UNDEFINED_TABLE = "42P01";

    private final Map<String, Last> last;

    private record Last(Optional<Integer> checksum, boolean success) {}

    private RepeatableHistory(Map<String, Last> last) {
        this.last = last;
    }

    /** Reads the rows of the table that have no version; nothing if there is no such table. */
    public static RepeatableHistory read(Connection connection, HistoryTable table) throws SQLException {
        String sql = "select description, type, checksum, success from " + table.quoted()
                + " where version is null order by installed_rank";
        Map<String, Last> last = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                if (rows.getString(2).equals("DELETE")) {
                    last.remove(rows.getString(1));
                } else {
                    int checksum = rows.getInt(3);
                    Optional<Integer> known = rows.wasNull() ? Optional.empty() : Optional.of(checksum);
                    last.put(rows.getString(1), new Last(known, rows.getBoolean(4)));
                }
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
        }
        return new RepeatableHistory(last);
    }

    /**
     * Those that changed since they ran last, or never ran, in the same order.
     *
     * @throws RefusedException if one failed when it ran last, outside a transaction
     */
    public List<Script> pending(List<Script> scripts) {
        return scripts.stream().filter(this::pending).toList();
    }

    private boolean pending(Script script) {
        Optional<Last> before = Optional.ofNullable(last.get(HistoryTable.abbreviated(script.description())));
        if (before.isPresent() && !before.get().success()) {
            throw new RefusedException(script.display() + " is recorded as failed. Undo by hand what it left, then"
                    + " remove the record with: flyway repair");
        }
        return before.isEmpty() || !before.get().checksum().equals(Optional.ofNullable(script.checksumOfSql()));
    }
}
