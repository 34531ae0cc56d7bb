package io.evolua.engine.catalog;

import io.evolua.engine.catalog.SequenceQuery.ColumnId;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Storage;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of all tables. */
final class ColumnQuery {

    private static final String SQL = """
            select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull,
                   a.attidentity, a.attgenerated, a.attinhcount > 0 as inherited,
                   pg_get_expr(d.adbin, d.adrelid) as expression,
                   case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end as collation,
                   case when a.attstorage <> t.typstorage then a.attstorage end as storage, t.typstorage,
                   %s as compression, nullif(a.attstattarget, -1) as statistics, a.attoptions, c.description
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_description c on c.classoid = 'pg_class'::regclass and c.objoid = a.attrelid
                 and c.objsubid = a.attnum
            where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum""";

    private final Connection connection;
    private final Map<ColumnId, SequenceOptions> identities;
    private final String sql;

    ColumnQuery(Connection connection, Map<ColumnId, SequenceOptions> identities, ServerVersion version) {
        this.connection = connection;
        this.identities = identities;
        this.sql = SQL.formatted(version.since(14, "a.attcompression", "''"));
    }

    void addTo(Map<Long, TableBuilder> tables, Array oids) throws SQLException {
        Query.forEach(connection, sql, oids, row -> {
            long oid = row.getLong("attrelid");
            TableBuilder table = TableBuilder.of(tables, oid);
            int number = row.getInt("attnum");
            // An inherited column is the parent's, also where the child declares it too.
            if (row.getBoolean("inherited") && !table.isPartition()) {
                table.addInherited(number, row.getString("attname"));
            } else {
                table.add(number, column(row, identities.get(new ColumnId(oid, number))));
            }
        });
    }

    private static Column column(ResultSet row, @Nullable SequenceOptions identity) throws SQLException {
        String generated = row.getString("attgenerated");
        Optional<SqlText> expression =
                Optional.ofNullable(row.getString("expression")).map(SqlText::canonical);
        return new Column(
                row.getString("attname"),
                SqlText.canonical(row.getString("type")),
                !row.getBoolean("attnotnull"),
                generated.isEmpty() ? expression : Optional.empty(),
                identity(row.getString("attidentity"), identity),
                generated.isEmpty() ? Optional.empty() : expression.map(e -> new Generated(e, generated.equals("s"))),
                options(row));
    }

    private static Optional<Identity> identity(String kind, @Nullable SequenceOptions options) {
        return kind.isEmpty() || options == null
                ? Optional.empty()
                : Optional.of(new Identity(kind.equals("a"), options));
    }

    private static ColumnOptions options(ResultSet row) throws SQLException {
        return new ColumnOptions(
                Optional.ofNullable(row.getString("collation")),
                storage(row),
                Optional.of(row.getString("compression")).flatMap(ColumnQuery::compression),
                Optional.ofNullable(row.getString("statistics")).map(Integer::valueOf),
                Rows.parameters(row, "attoptions"),
                Optional.ofNullable(row.getString("description")));
    }

    private static Optional<Storage> storage(ResultSet row) throws SQLException {
        String said = row.getString("storage");
        return said == null
                ? Optional.empty()
                : Optional.of(new Storage(storage(said), storage(row.getString("typstorage"))));
    }

    private static String storage(String code) {
        return switch (code) {
            case "p" -> "plain";
            case "e" -> "external";
            case "m" -> "main";
            default -> "extended";
        };
    }

    private static Optional<String> compression(String code) {
        return switch (code) {
            case "p" -> Optional.of("pglz");
            case "l" -> Optional.of("lz4");
            default -> Optional.empty();
        };
    }
}
