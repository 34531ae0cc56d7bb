package io.evolua.engine.catalog;

import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sequences in one query, with what they belong to. */
final class SequenceQuery {

    private static final String SQL = """
            select n.nspname, c.relname, format_type(s.seqtypid, null) as type,
                   s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                   c.relpersistence = 'u' as unlogged,
                   d.deptype, d.refobjid as owner, d.refobjsubid as owner_column,
                   tn.nspname as owner_schema, t.relname as owner_table, a.attname as owner_column_name, de.description
            from pg_sequence s
            join pg_class c on c.oid = s.seqrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
                 and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
            left join pg_class t on t.oid = d.refobjid
            left join pg_namespace tn on tn.oid = t.relnamespace
            left join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            left join pg_description de on de.classoid = 'pg_class'::regclass and de.objoid = c.oid and de.objsubid = 0
            where n.nspname = any (?)
              and not exists (select from pg_depend e
                              where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
            order by n.nspname, c.relname""";

    private final Connection connection;
    private final Names names;
    private final List<Sequence> sequences = new ArrayList<>();
    private final Map<ColumnId, SequenceOptions> identities = new HashMap<>();

    SequenceQuery(Connection connection, Names names) {
        this.connection = connection;
        this.names = names;
    }

    /** A column by table's oid and number. */
    record ColumnId(long table, int number) {}

    void run() throws SQLException {
        Query.forEach(connection, SQL, names.array(connection), row -> {
            SequenceOptions options = new SequenceOptions(
                    row.getString("type"),
                    row.getLong("seqstart"),
                    row.getLong("seqincrement"),
                    row.getLong("seqmin"),
                    row.getLong("seqmax"),
                    row.getLong("seqcache"),
                    row.getBoolean("seqcycle"));
            if ("i".equals(row.getString("deptype"))) {
                identities.put(new ColumnId(row.getLong("owner"), row.getInt("owner_column")), options);
            } else {
                sequences.add(new Sequence(
                        names.of(row.getString("nspname"), row.getString("relname")),
                        options,
                        owner(row),
                        row.getBoolean("unlogged"),
                        Optional.ofNullable(row.getString("description"))));
            }
        });
    }

    private Optional<Sequence.Owner> owner(ResultSet row) throws SQLException {
        String table = row.getString("owner_table");
        return table == null
                ? Optional.empty()
                : Optional.of(new Sequence.Owner(
                        names.of(row.getString("owner_schema"), table), row.getString("owner_column_name")));
    }

    List<Sequence> sequences() {
        return sequences;
    }

    Map<ColumnId, SequenceOptions> identities() {
        return identities;
    }
}
