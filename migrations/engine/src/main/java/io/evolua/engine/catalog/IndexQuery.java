package io.evolua.engine.catalog;

import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.SqlText;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The indexes of all tables that back no constraint. */
final class IndexQuery {

    /**
     * What an index rarely has comes as an array of texts by key, or null; most have none of it, and are seen not to without
     * a look at each key. Collation 0 is none, 100 ({@code DEFAULT_COLLATION_OID}) the database's own.
     */
    private static final String SQL = """
            select i.indrelid, c.relname, am.amname, i.indisunique, i.indisvalid, i.indnkeyatts,
                   i.indkey as keys, i.indoption as options, c.reloptions, d.description,
                   %s as nulls_not_distinct, pg_get_expr(i.indpred, i.indrelid) as predicate,
                   case when 0 = any (i.indkey::int2[]) then
                        (select array_agg(case when i.indkey[k - 1] = 0 then pg_get_indexdef(i.indexrelid, k, false) end
                                          order by k)
                         from generate_series(1, i.indnkeyatts) as k) end as expressions,
                   case when not i.indcollation::oid[] <@ '{0,100}'::oid[]
                          or i.indrelid in (select attrelid from pg_attribute where attcollation <> all ('{0,100}'::oid[])) then
                        (select array_agg(case when co.oid not in (0, coalesce(a.attcollation, 'pg_catalog."default"'::regcollation))
                                               then co.oid::regcollation::text end order by co.ord)
                         from unnest(i.indcollation::oid[]) with ordinality as co (oid, ord)
                         left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[co.ord - 1]) end as collations,
                   case when i.indclass::oid[] && array(select oid from pg_opclass where not opcdefault)
                          or i.indexrelid in (select attrelid from pg_attribute where attoptions is not null) then
                        (select array_agg(case when not oc.opcdefault or ka.attoptions is not null
                                               then case when pg_opclass_is_visible(oc.oid) then ''
                                                         else oc.opcnamespace::regnamespace || '.' end
                                                    || quote_ident(oc.opcname)
                                                    || coalesce(' (' || array_to_string(ka.attoptions, ', ') || ')', '')
                                          end order by ka.attnum)
                         from pg_attribute ka
                         join pg_opclass oc on oc.oid = i.indclass[ka.attnum - 1]
                         where ka.attrelid = i.indexrelid and ka.attnum <= i.indnkeyatts) end as operator_classes
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am am on am.oid = c.relam
            left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = 0
            where i.indrelid = any (?) and not c.relispartition
              and not exists (select from pg_constraint con
                              where con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x'))
            order by i.indrelid, c.relname""";

    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;

    private final Connection connection;
    private final String sql;

    IndexQuery(Connection connection, ServerVersion version) {
        this.connection = connection;
        this.sql = SQL.formatted(version.since(15, "i.indnullsnotdistinct", "false"));
    }

    void addTo(Map<Long, TableBuilder> tables, Array oids) throws SQLException {
        Query.forEach(connection, sql, oids, row -> {
            TableBuilder table = TableBuilder.of(tables, row.getLong("indrelid"));
            List<Integer> columns = Rows.numbers(row, "keys");
            table.add(new Index(
                    row.getString("relname"),
                    true,
                    row.getBoolean("indisunique"),
                    row.getBoolean("nulls_not_distinct"),
                    row.getString("amname"),
                    keys(row, table, columns),
                    table.columns(columns.subList(row.getInt("indnkeyatts"), columns.size())),
                    Optional.ofNullable(row.getString("predicate")).map(SqlText::canonical),
                    Rows.parameters(row, "reloptions"),
                    row.getBoolean("indisvalid"),
                    Optional.ofNullable(row.getString("description"))));
        });
    }

    private static List<Index.Key> keys(ResultSet row, TableBuilder table, List<Integer> columns) throws SQLException {
        int count = row.getInt("indnkeyatts");
        List<Integer> options = Rows.numbers(row, "options");
        List<Optional<String>> expressions = Rows.optional(row, "expressions", count);
        List<Optional<String>> collations = Rows.optional(row, "collations", count);
        List<Optional<String>> operatorClasses = Rows.optional(row, "operator_classes", count);
        List<Index.Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int option = options.get(i);
            Optional<String> expression = expressions.get(i);
            keys.add(new Index.Key(
                    expression.isPresent() ? expression.get() : table.column(columns.get(i)),
                    expression.isEmpty(),
                    collations.get(i),
                    operatorClasses.get(i),
                    (option & DESCENDING) != 0 ? Index.Direction.DESC : Index.Direction.ASC,
                    (option & NULLS_FIRST) != 0 ? Index.Nulls.FIRST : Index.Nulls.LAST,
                    true));
        }
        return keys;
    }
}
