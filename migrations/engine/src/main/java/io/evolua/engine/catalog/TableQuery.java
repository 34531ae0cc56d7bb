package io.evolua.engine.catalog;

import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.TableOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** All tables, with what is said of each as a whole. */
final class TableQuery {

    private static final String SQL = """
            select c.oid, n.nspname, c.relname, c.relpersistence = 'u' as unlogged, c.reloptions,
                   t.reloptions as toast_options, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
                   quote_ident(rc.relname) as replica_index, p.schemas as parent_schemas, p.names as parents,
                   case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_key, d.description
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_class t on t.oid = c.reltoastrelid
            left join pg_index ri on ri.indrelid = c.oid and ri.indisreplident and c.relreplident = 'i'
            left join pg_class rc on rc.oid = ri.indexrelid
            left join (select i.inhrelid, array_agg(pn.nspname::text order by pn.nspname, pc.relname) as schemas,
                              array_agg(pc.relname::text order by pn.nspname, pc.relname) as names
                       from pg_inherits i
                       join pg_class pc on pc.oid = i.inhparent
                       join pg_namespace pn on pn.oid = pc.relnamespace
                       group by i.inhrelid) p on p.inhrelid = c.oid
            left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
            where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
              and c.relpersistence <> 't'
              and not exists (select from pg_depend e
                              where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')""";

    private final Connection connection;
    private final Names names;

    TableQuery(Connection connection, Names names) {
        this.connection = connection;
        this.names = names;
    }

    void addTo(Map<Long, TableBuilder> tables) throws SQLException {
        Query.forEach(
                connection,
                SQL,
                names.array(connection),
                row -> tables.put(
                        row.getLong("oid"),
                        new TableBuilder(names.of(row.getString("nspname"), row.getString("relname")), options(row))));
    }

    private TableOptions options(ResultSet row) throws SQLException {
        SortedMap<String, String> storage = Rows.parameters(row, "reloptions");
        Rows.parameters(row, "toast_options").forEach((name, value) -> storage.put("toast." + name, value));
        return new TableOptions(
                row.getBoolean("unlogged"),
                storage,
                row.getBoolean("relrowsecurity"),
                row.getBoolean("relforcerowsecurity"),
                replicaIdentity(row),
                parents(row),
                Optional.ofNullable(row.getString("partition_key")),
                Optional.ofNullable(row.getString("description")));
    }

    private static String replicaIdentity(ResultSet row) throws SQLException {
        return switch (row.getString("relreplident")) {
            case "f" -> "full";
            case "n" -> "nothing";
            case "i" -> "using index " + row.getString("replica_index");
            default -> "default";
        };
    }

    private List<QualifiedName> parents(ResultSet row) throws SQLException {
        List<String> schemas = Rows.strings(row, "parent_schemas");
        List<String> tables = Rows.strings(row, "parents");
        List<QualifiedName> parents = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            parents.add(names.of(schemas.get(i), tables.get(i)));
        }
        return parents;
    }
}
