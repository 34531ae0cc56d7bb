package io.evolua.engine.catalog;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.ForeignKey.Action;
import io.evolua.engine.schema.ForeignKey.Match;
import io.evolua.engine.schema.KeyOptions;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.UniqueConstraint;
import io.evolua.engine.schema.Validity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The constraints of all tables, but for those that come from a parent. */
final class ConstraintQuery {

    private static final String SQL = """
            select con.conrelid, con.conname, con.contype, con.conkey, con.confupdtype, con.confdeltype,
                   con.confmatchtype, con.condeferrable, con.condeferred, con.convalidated, %s as enforced, %s as period,
                   %s as delete_columns, %s as nulls_not_distinct, rn.nspname as ref_schema, r.relname as ref_table,
                   case when con.contype = 'f' then
                        (select array_agg(a.attname order by k.ord)
                         from unnest(con.confkey) with ordinality as k (num, ord)
                         join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.num) end as ref_columns,
                   case when con.contype in ('c', 'x') then pg_get_constraintdef(con.oid) end as definition,
                   i.indnkeyatts, i.indkey as index_columns, ic.reloptions, d.description
            from pg_constraint con
            left join pg_class r on r.oid = con.confrelid
            left join pg_namespace rn on rn.oid = r.relnamespace
            left join pg_index i on i.indexrelid = con.conindid and con.contype in ('p', 'u', 'x')
            left join pg_class ic on ic.oid = i.indexrelid
            left join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = con.oid
            where con.conrelid = any (?) and con.contype in ('p', 'u', 'f', 'c', 'x')
              and con.conparentid = 0 and con.coninhcount = 0
            order by con.conrelid, con.conname""";

    private final Connection connection;
    private final Names names;
    private final String sql;

    ConstraintQuery(Connection connection, Names names, ServerVersion version) {
        this.connection = connection;
        this.names = names;
        this.sql = SQL.formatted(
                version.since(18, "con.conenforced", "true"),
                version.since(18, "con.conperiod", "false"),
                version.since(15, "con.confdelsetcols", "null::int2[]"),
                version.since(15, "i.indnullsnotdistinct", "false"));
    }

    void addTo(Map<Long, TableBuilder> tables, Array oids) throws SQLException {
        Query.forEach(connection, sql, oids, row -> {
            TableBuilder table = TableBuilder.of(tables, row.getLong("conrelid"));
            String name = row.getString("conname");
            Optional<String> comment = Optional.ofNullable(row.getString("description"));
            switch (row.getString("contype")) {
                case "p" -> table.add(new PrimaryKey(name, true, columns(table, row), keyOptions(table, row), comment));
                case "u" ->
                    table.add(new UniqueConstraint(name, true, columns(table, row), keyOptions(table, row), comment));
                case "f" -> table.add(foreignKey(name, table, row, comment));
                case "c" -> table.add(new Check(name, true, definition(row), validity(row), comment));
                default ->
                    table.add(new Exclusion(name, true, SqlText.canonical(row.getString("definition")), comment));
            }
        });
    }

    private static List<String> columns(TableBuilder table, ResultSet row) throws SQLException {
        return table.columns(Rows.numbers(row, "conkey"));
    }

    private static KeyOptions keyOptions(TableBuilder table, ResultSet row) throws SQLException {
        List<Integer> columns = Rows.numbers(row, "index_columns");
        return new KeyOptions(
                table.columns(columns.subList(row.getInt("indnkeyatts"), columns.size())),
                row.getBoolean("nulls_not_distinct"),
                row.getBoolean("period"),
                deferral(row),
                Rows.parameters(row, "reloptions"));
    }

    private static Deferral deferral(ResultSet row) throws SQLException {
        if (!row.getBoolean("condeferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.getBoolean("condeferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    private static Validity validity(ResultSet row) throws SQLException {
        if (!row.getBoolean("enforced")) {
            return Validity.NOT_ENFORCED;
        }
        return row.getBoolean("convalidated") ? Validity.VALID : Validity.NOT_VALID;
    }

    /** Without the validity, which PostgreSQL writes last. */
    private static SqlText definition(ResultSet row) throws SQLException {
        String definition = row.getString("definition");
        String validity = " " + validity(row).sql().toUpperCase(Locale.ROOT);
        return SqlText.canonical(
                definition.endsWith(validity)
                        ? definition.substring(0, definition.length() - validity.length())
                        : definition);
    }

    private ForeignKey foreignKey(String name, TableBuilder table, ResultSet row, Optional<String> comment)
            throws SQLException {
        return new ForeignKey(
                name,
                true,
                columns(table, row),
                names.of(row.getString("ref_schema"), row.getString("ref_table")),
                Rows.strings(row, "ref_columns"),
                match(row),
                action(row.getString("confupdtype")),
                action(row.getString("confdeltype")),
                table.columns(Rows.numbers(row, "delete_columns")),
                deferral(row),
                validity(row),
                comment);
    }

    private static Match match(ResultSet row) throws SQLException {
        if (row.getBoolean("period")) {
            return Match.PERIOD;
        }
        return row.getString("confmatchtype").equals("f") ? Match.FULL : Match.SIMPLE;
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
}
