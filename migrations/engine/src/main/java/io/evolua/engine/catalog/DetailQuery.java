package io.evolua.engine.catalog;

import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Comments on the columns of views, the attributes of types and the constraints of domains; defaults of views' columns. */
final class DetailQuery {

    private static final String SQL = """
            with n as materialized (select oid, nspname from pg_namespace where nspname = any (?))
            select 'column' as kind, n.nspname, c.relname as name, a.attname as part, d.description as text
            from pg_description d
            join pg_class c on c.oid = d.objoid and c.relkind in ('v', 'm', 'c')
            join n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
            where d.classoid = 'pg_class'::regclass and d.objsubid > 0
            union all
            select 'constraint', n.nspname, t.typname, con.conname, d.description
            from pg_description d
            join pg_constraint con on con.oid = d.objoid
            join pg_type t on t.oid = con.contypid
            join n on n.oid = t.typnamespace
            where d.classoid = 'pg_constraint'::regclass
            union all
            select 'default', n.nspname, c.relname, a.attname, pg_get_expr(ad.adbin, ad.adrelid)
            from pg_attrdef ad
            join pg_class c on c.oid = ad.adrelid and c.relkind = 'v'
            join n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = ad.adnum""";

    private final Connection connection;
    private final Names names;
    private final Map<QualifiedName, SortedMap<ObjectId, String>> found = new HashMap<>();

    DetailQuery(Connection connection, Names names) {
        this.connection = connection;
        this.names = names;
    }

    static boolean mayHaveParts(DatabaseObject object) {
        return switch (object.id().kind()) {
            case TYPE, VIEW, MATERIALIZED_VIEW -> true;
            default -> false;
        };
    }

    void run() throws SQLException {
        Query.forEach(connection, SQL, names.array(connection), row -> {
            Kind kind = Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
            QualifiedName name = names.of(row.getString("nspname"), row.getString("name"));
            found.computeIfAbsent(name, n -> new TreeMap<>())
                    .put(new ObjectId(kind, name, row.getString("part")), row.getString("text"));
        });
    }

    DatabaseObject complete(DatabaseObject object) {
        SortedMap<ObjectId, String> parts = found.get(object.id().name());
        return parts == null || !mayHaveParts(object)
                ? object
                : object.withDetails(object.details().with(parts));
    }
}
