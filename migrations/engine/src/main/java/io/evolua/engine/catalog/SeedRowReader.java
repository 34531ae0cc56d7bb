package io.evolua.engine.catalog;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks for rows that somebody needs; nothing else of what tables hold is read. */
public final class SeedRowReader {

    /** A table and the column by which its rows are found. */
    private record Place(QualifiedName table, String keyColumn) {}

    private SeedRowReader() {}

    /**
     * Asks once for each table that is there.
     *
     * @param schema what {@code connection} was found to hold
     * @param wanted rows that the other side, or this one, may need
     * @return {@code schema} with those of the rows that exist, whatever number they hold
     * @throws RefusedException if a table cannot be read, naming it
     */
    public static Schema read(Connection connection, Schema schema, Collection<SeedRow> wanted) {
        SortedMap<SeedRow, Place> places = new TreeMap<>(SeedRow.ORDER);
        for (SeedRow row : wanted) {
            if (schema.table(row.table())
                    .flatMap(table -> table.column(row.keyColumn()))
                    .isPresent()) {
                places.put(row, new Place(row.table(), row.keyColumn()));
            }
        }
        List<SeedRow> found = new ArrayList<>();
        for (Place place : new HashSet<>(places.values())) {
            List<SeedRow> rows = places.keySet().stream()
                    .filter(row -> place.equals(places.get(row)))
                    .toList();
            Set<String> keys = keys(connection, place, rows);
            rows.stream().filter(row -> keys.contains(row.key())).forEach(found::add);
        }
        return schema.withSeedRows(found);
    }

    private static Set<String> keys(Connection connection, Place place, List<SeedRow> rows) {
        QualifiedName table = place.table();
        try (Statement quoting = connection.createStatement()) {
            String schema = table.inDefaultSchema() ? CatalogReader.defaultSchema(connection) : table.schema();
            String column = quoting.enquoteIdentifier(place.keyColumn(), true) + "::text";
            String sql = "select " + column + " from " + quoting.enquoteIdentifier(schema, true) + "."
                    + quoting.enquoteIdentifier(table.name(), true) + " where " + column + " = any (?)";
            Object[] keys = rows.stream().map(SeedRow::key).toArray();
            return new HashSet<>(Query.strings(connection, sql, connection.createArrayOf("text", keys)));
        } catch (SQLException e) {
            throw new RefusedException(
                    "Whether table " + table + " holds the rows that the entities need cannot be read: "
                            + e.getMessage() + ". The role needs the right to select from it.",
                    e);
        }
    }
}
