package io.evolua.engine.scratch;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import io.evolua.engine.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What rows the tables of a schema hold, as digests: neither the order of the rows nor that of the columns counts.
 *
 * @param rows a digest of each table's rows
 * @param columns a digest of the values of each column, by table and column
 */
public record TableContents(SortedMap<QualifiedName, String> rows, Map<String, String> columns) {

    /**
     * Reads what is there.
     *
     * @param ignored columns that do not count, as {@link #volatileColumns} names them
     */
    public static TableContents read(Connection connection, Schema schema, Set<String> ignored) throws SQLException {
        SortedMap<QualifiedName, String> rows = new TreeMap<>();
        Map<String, String> digests = new TreeMap<>();
        for (Table table : schema.tables().values()) {
            List<String> columns =
                    table.columns().stream().map(Column::name).sorted().toList();
            List<String> counted = columns.stream()
                    .filter(column -> !ignored.contains(key(table, column)))
                    .toList();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query(table, columns, counted))) {
                result.next();
                rows.put(table.name(), result.getString(1));
                for (int i = 0; i < columns.size(); i++) {
                    digests.put(key(table, columns.get(i)), String.valueOf(result.getString(i + 2)));
                }
            }
        }
        return new TableContents(rows, digests);
    }

    private static String query(Table table, List<String> columns, List<String> counted) {
        List<String> digests = new ArrayList<>();
        digests.add(
                "count(*) || ' ' || coalesce(" + digest("row(" + String.join(", ", quoted(counted)) + ")") + ", '')");
        quoted(columns).forEach(column -> digests.add(digest(column)));
        return "select " + String.join(", ", digests) + " from " + Identifiers.quote(table.name());
    }

    private static String digest(String value) {
        return "md5(string_agg(coalesce((" + value + ")::text, '-'), E'\\n' order by (" + value + ")::text))";
    }

    private static List<String> quoted(List<String> columns) {
        return columns.stream().map(column -> quote(column)).toList();
    }

    private static String key(Table table, String column) {
        return table.name() + "." + column;
    }

    /** The columns whose values differ from those of another run of the same scripts: no two runs agree on them. */
    public Set<String> volatileColumns(TableContents again) {
        Set<String> differ = new TreeSet<>();
        columns.forEach((column, digest) -> {
            if (!digest.equals(again.columns.get(column))) {
                differ.add(column);
            }
        });
        return differ;
    }

    /** The tables whose rows differ. */
    public SortedSet<QualifiedName> difference(TableContents other) {
        SortedSet<QualifiedName> differ = new TreeSet<>();
        rows.forEach((table, digest) -> {
            if (!digest.equals(other.rows.get(table))) {
                differ.add(table);
            }
        });
        return differ;
    }
}
