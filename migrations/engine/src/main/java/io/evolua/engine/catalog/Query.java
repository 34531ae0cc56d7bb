package io.evolua.engine.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query whose one parameter is an array. */
final class Query {

    private static final int FETCH_SIZE = 5_000;

    private Query() {}

    /** What is done with each row. */
    interface RowHandler {
        void row(ResultSet row) throws SQLException;
    }

    static void forEach(Connection connection, String sql, Array parameter, RowHandler handler) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setArray(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    handler.row(rows);
                }
            }
        }
    }

    static List<String> strings(Connection connection, String sql, Array parameter) throws SQLException {
        List<String> strings = new ArrayList<>();
        forEach(connection, sql, parameter, row -> strings.add(row.getString(1)));
        return strings;
    }
}
