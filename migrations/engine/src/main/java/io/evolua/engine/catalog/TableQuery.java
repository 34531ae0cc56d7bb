package io.evolua.engine.catalog;

import io.evolua.engine.schema.PartitionOf;
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
import java.util.TreeMap;

/** All tables, with what is said of each as a whole. */
final class TableQuery {

    /** For queries over {@code pg_class} as {@code c} and the namespaces that are read as {@code n}. */
    static final String READ_WITH_ITS_PARENT = """
            (not c.relispartition or (c.relkind in ('r', 'p') and not exists
                (select from pg_partition_ancestors(c.oid) as a
                 join pg_class ac on ac.oid = a.relid where ac.relnamespace not in (select oid from n))))""";

    private static final String SQL = """
            with n as materialized (select oid, nspname from pg_namespace where nspname = any (?))
            select c.oid, n.nspname, c.relname, c.relpersistence = 'u' as unlogged, c.reloptions,
                   t.reloptions as toast_options, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
                   quote_ident(rc.relname) as replica_index, p.schemas as parent_schemas, p.names as parents,
                   case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_key, d.description,
                   case when c.relispartition then pg_get_partkeydef(p.parent) end as parent_key,
                   case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bound,
                   case when c.relispartition then
                        (select array_agg(part order by pair.parent_name, part_number)
                         from (select pc.conname::text as parent_name, con.conname::text as name
                               from pg_constraint con join pg_constraint pc on pc.oid = con.conparentid
                               where con.conrelid = c.oid and pc.conrelid = p.parent
                               union all
                               select pc.relname::text, ic.relname::text
                               from pg_index i
                               join pg_class ic on ic.oid = i.indexrelid
                               join pg_inherits h on h.inhrelid = i.indexrelid
                               join pg_class pc on pc.oid = h.inhparent
                               where i.indrelid = c.oid and not exists
                                     (select from pg_constraint con where con.conindid = h.inhparent
                                                                      and con.contype in ('p', 'u', 'x'))) as pair
                         cross join lateral (values (1, parent_name), (2, name)) as v (part_number, part))
                        end as part_names, c.relispartition
            from pg_class c
            join n on n.oid = c.relnamespace
            left join pg_class t on t.oid = c.reltoastrelid
            left join pg_index ri on ri.indrelid = c.oid and ri.indisreplident and c.relreplident = 'i'
            left join pg_class rc on rc.oid = ri.indexrelid
            left join (select i.inhrelid, array_agg(pn.nspname::text order by pn.nspname, pc.relname) as schemas,
                              array_agg(pc.relname::text order by pn.nspname, pc.relname) as names,
                              min(i.inhparent) as parent
                       from pg_inherits i
                       join pg_class pc on pc.oid = i.inhparent
                       join pg_namespace pn on pn.oid = pc.relnamespace
                       group by i.inhrelid) p on p.inhrelid = c.oid
            left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
            where c.relkind in ('r', 'p') and %s
              and not exists (select from pg_depend e
                              where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')""".formatted(READ_WITH_ITS_PARENT);

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
                row.getBoolean("relispartition") ? List.of() : parents(row),
                Optional.ofNullable(row.getString("partition_key")),
                row.getBoolean("relispartition") ? Optional.of(place(row)) : Optional.empty(),
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

    private PartitionOf place(ResultSet row) throws SQLException {
        SortedMap<String, String> names = new TreeMap<>();
        List<String> pairs = Rows.strings(row, "part_names");
        for (int i = 0; i < pairs.size(); i += 2) {
            names.put(pairs.get(i), pairs.get(i + 1));
        }
        return new PartitionOf(parents(row).get(0), row.getString("parent_key"), row.getString("bound"), names);
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
