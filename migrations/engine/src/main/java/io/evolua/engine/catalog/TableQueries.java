package io.evolua.engine.catalog;

import io.evolua.engine.catalog.SequenceQuery.ColumnId;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.ForeignKey.Action;
import io.evolua.engine.schema.ForeignKey.Deferral;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.UniqueConstraint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables and their parts: one query a kind. */
final class TableQueries {

    private static final String TABLES = """
            select c.oid, n.nspname, c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
              and c.relpersistence <> 't'
              and not exists (select from pg_depend e
                              where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')""";

    private static final String COLUMNS = """
            select a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull,
                   a.attidentity, pg_get_expr(d.adbin, d.adrelid) as default_value
            from pg_attribute a
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = any (?) and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum""";

    private static final String CONSTRAINTS = """
            select con.conrelid, con.conname, con.contype, con.conkey, con.confkey, con.confrelid,
                   con.confupdtype, con.confdeltype, con.condeferrable, con.condeferred,
                   rn.nspname as ref_schema, r.relname as ref_table,
                   case when con.contype = 'f' then
                        (select array_agg(a.attname order by k.ord)
                         from unnest(con.confkey) with ordinality as k (num, ord)
                         join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.num) end as ref_columns,
                   case when con.contype = 'c' then pg_get_constraintdef(con.oid) end as definition
            from pg_constraint con
            left join pg_class r on r.oid = con.confrelid
            left join pg_namespace rn on rn.oid = r.relnamespace
            where con.conrelid = any (?) and con.contype in ('p', 'u', 'f', 'c')
            order by con.conrelid, con.conname""";

    private static final String INDEXES = """
            select i.indrelid, c.relname, am.amname, i.indisunique, i.indnkeyatts,
                   i.indkey::int2[] as keys, i.indoption::int2[] as options,
                   case when 0 = any (i.indkey::int2[])
                          or exists (select from unnest(i.indclass::oid[]) as o (oid)
                                     join pg_opclass oc on oc.oid = o.oid where not oc.opcdefault)
                          or exists (select from unnest(i.indcollation::oid[]) with ordinality as co (oid, ord)
                                     join unnest(i.indkey::int2[]) with ordinality as k (num, ord) on k.ord = co.ord
                                     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
                                     where co.oid <> a.attcollation)
                        then (select array_agg(pg_get_indexdef(i.indexrelid, k::int, false)
                                               || case when oc.opcdefault then ''
                                                       else ' ' || quote_ident(oc.opcname) end order by k)
                              from generate_series(1, i.indnkeyatts) as k
                              join pg_opclass oc on oc.oid = i.indclass[k - 1])
                   end as expressions,
                   pg_get_expr(i.indpred, i.indrelid) as predicate
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am am on am.oid = c.relam
            where i.indrelid = any (?)
              and not exists (select from pg_constraint con
                              where con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x'))
            order by i.indrelid, c.relname""";

    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;

    private final Connection connection;
    private final Names names;

    TableQueries(Connection connection, Names names) {
        this.connection = connection;
        this.names = names;
    }

    void tables(Map<Long, TableBuilder> tables) throws SQLException {
        Query.forEach(
                connection,
                TABLES,
                names.array(connection),
                row -> tables.put(
                        row.getLong("oid"),
                        new TableBuilder(names.of(row.getString("nspname"), row.getString("relname")))));
    }

    void columns(Map<Long, TableBuilder> tables, Map<ColumnId, SequenceOptions> identities) throws SQLException {
        Query.forEach(connection, COLUMNS, oids(tables), row -> {
            long oid = row.getLong("attrelid");
            int number = row.getInt("attnum");
            Column column = new Column(
                    row.getString("attname"),
                    SqlText.canonical(row.getString("type")),
                    !row.getBoolean("attnotnull"),
                    Optional.ofNullable(row.getString("default_value")).map(SqlText::canonical),
                    identity(row.getString("attidentity"), identities.get(new ColumnId(oid, number))));
            table(tables, oid).add(number, column);
        });
    }

    private static Optional<Identity> identity(String kind, @Nullable SequenceOptions options) {
        return kind.isEmpty() || options == null
                ? Optional.empty()
                : Optional.of(new Identity(kind.equals("a"), options));
    }

    void constraints(Map<Long, TableBuilder> tables) throws SQLException {
        Query.forEach(connection, CONSTRAINTS, oids(tables), row -> {
            TableBuilder table = table(tables, row.getLong("conrelid"));
            String name = row.getString("conname");
            switch (row.getString("contype")) {
                case "p" -> table.add(new PrimaryKey(name, true, table.columns(numbers(row, "conkey"))));
                case "u" -> table.add(new UniqueConstraint(name, true, table.columns(numbers(row, "conkey"))));
                case "f" -> table.add(foreignKey(name, table, row));
                default -> table.add(new Check(name, true, SqlText.canonical(row.getString("definition"))));
            }
        });
    }

    private ForeignKey foreignKey(String name, TableBuilder table, ResultSet row) throws SQLException {
        Deferral deferral = Deferral.NOT_DEFERRABLE;
        if (row.getBoolean("condeferrable")) {
            deferral = row.getBoolean("condeferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
        }
        return new ForeignKey(
                name,
                true,
                table.columns(numbers(row, "conkey")),
                names.of(row.getString("ref_schema"), row.getString("ref_table")),
                List.of((String[]) row.getArray("ref_columns").getArray()),
                action(row.getString("confupdtype")),
                action(row.getString("confdeltype")),
                deferral);
    }

    private static Action action(String code) {
        return switch (code) {
            case "r" -> Action.RESTRICT;
            case "c" -> Action.CASCADE;
            case "n" -> Action.SET_NULL;
            case "d" -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }

    void indexes(Map<Long, TableBuilder> tables) throws SQLException {
        Query.forEach(connection, INDEXES, oids(tables), row -> {
            TableBuilder table = table(tables, row.getLong("indrelid"));
            List<Integer> columns = numbers(row, "keys");
            List<Integer> options = numbers(row, "options");
            Array expressions = row.getArray("expressions");
            int keyCount = row.getInt("indnkeyatts");
            List<Index.Key> keys = new ArrayList<>();
            for (int i = 0; i < keyCount; i++) {
                int option = options.get(i);
                Index.Direction direction = (option & DESCENDING) != 0 ? Index.Direction.DESC : Index.Direction.ASC;
                Index.Nulls nulls = (option & NULLS_FIRST) != 0 ? Index.Nulls.FIRST : Index.Nulls.LAST;
                keys.add(
                        expressions == null
                                ? new Index.Key(table.column(columns.get(i)), true, direction, nulls)
                                : new Index.Key(((String[]) expressions.getArray())[i], false, direction, nulls));
            }
            table.add(new Index(
                    row.getString("relname"),
                    true,
                    row.getBoolean("indisunique"),
                    row.getString("amname"),
                    keys,
                    table.columns(columns.subList(keyCount, columns.size())),
                    Optional.ofNullable(row.getString("predicate")).map(SqlText::canonical)));
        });
    }

    private Array oids(Map<Long, TableBuilder> tables) throws SQLException {
        return connection.createArrayOf("oid", tables.keySet().toArray());
    }

    private static TableBuilder table(Map<Long, TableBuilder> tables, long oid) {
        TableBuilder table = tables.get(oid);
        if (table == null) {
            throw new IllegalStateException("no table with oid " + oid);
        }
        return table;
    }

    private static List<Integer> numbers(ResultSet row, String label) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        for (Object number : (Object[]) row.getArray(label).getArray()) {
            numbers.add(((Number) number).intValue());
        }
        return numbers;
    }
}
