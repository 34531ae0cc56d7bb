package io.evolua.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The application's tables as the database has them: those of its schema that it may read, but for the history of the
 * revisions.
 */
public final class StoredTables {

    private static final String COLUMNS = """
            select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
                a.attnotnull as required,
                exists (select from pg_constraint k
                    where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)) as key,
                exists (select from pg_constraint k
                    where k.conrelid = c.oid and k.contype = 'u' and k.conkey = array[a.attnum]) as "unique"
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                and c.relkind in ('r', 'p') and not c.relispartition
                and c.relname <> 'flyway_schema_history' and has_table_privilege(c.oid, 'select')
            order by c.relname, a.attnum""";

    private static final String REFERENCES = """
            select c.relname as "table", a.attname as "column", o.relname as other_table, b.attname as other_column
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_class o on o.oid = k.confrelid
            cross join lateral unnest(k.conkey, k.confkey) as pair (own, other)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = pair.own
            join pg_attribute b on b.attrelid = o.oid and b.attnum = pair.other
            where k.contype = 'f'
                and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
            order by c.relname, a.attnum, o.relname, b.attnum""";

    private StoredTables() {}

    /**
     * Reads them on a connection of its own.
     *
     * @return by name
     * @throws SQLException when the database cannot be reached
     */
    public static List<StoredTable> read(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, List<StoredTable.Reference>> references = references(statement);
            List<StoredTable> tables = new ArrayList<>();
            columns(statement)
                    .forEach((table, columns) ->
                            tables.add(new StoredTable(table, columns, references.getOrDefault(table, List.of()))));
            return tables;
        }
    }

    private static Map<String, List<StoredTable.Column>> columns(Statement statement) throws SQLException {
        Map<String, List<StoredTable.Column>> columns = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString("table"), table -> new ArrayList<>())
                        .add(new StoredTable.Column(
                                rows.getString("column"),
                                rows.getString("type"),
                                rows.getBoolean("required"),
                                rows.getBoolean("key"),
                                rows.getBoolean("unique")));
            }
        }
        return columns;
    }

    private static Map<String, List<StoredTable.Reference>> references(Statement statement) throws SQLException {
        Map<String, List<StoredTable.Reference>> references = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(REFERENCES)) {
            while (rows.next()) {
                references
                        .computeIfAbsent(rows.getString("table"), table -> new ArrayList<>())
                        .add(new StoredTable.Reference(
                                rows.getString("column"),
                                rows.getString("other_table"),
                                rows.getString("other_column")));
            }
        }
        return references;
    }
}
