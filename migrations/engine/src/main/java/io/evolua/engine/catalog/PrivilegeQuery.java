package io.evolua.engine.catalog;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.Privilege;
import io.evolua.engine.schema.QualifiedName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may do what beyond the defaults (<a href="https://www.postgresql.org/docs/current/ddl-priv.html">Privileges</a>).
 * What owners may do with their own, and who may use the default schema, is the server's affair.
 */
final class PrivilegeQuery {

    private static final String SQL = """
            with n as materialized (select oid, nspname, nspowner, nspacl from pg_namespace where nspname = any (?)),
            acl as (
            select 'schema' as kind, 'pg_namespace'::regclass as class, n.oid, n.nspname, '' as name, '' as detail, n.nspacl as acl,
                   n.nspowner as owner, '' as usual
            from n where n.nspacl is not null
            union all
            select case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized_view'
                                  else 'table' end,
                   'pg_class'::regclass, c.oid, n.nspname, c.relname, '', c.relacl, c.relowner, ''
            from pg_class c join n on n.oid = c.relnamespace
            where c.relacl is not null and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'
              and %s
            union all
            select 'column', 'pg_class'::regclass, c.oid, n.nspname, c.relname, a.attname, a.attacl, c.relowner, ''
            from pg_attribute a join pg_class c on c.oid = a.attrelid join n on n.oid = c.relnamespace
            where a.attacl is not null and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and %s
            union all
            select case p.prokind when 'p' then 'procedure' else 'function' end, 'pg_proc'::regclass, p.oid, n.nspname, p.proname,
                   (select coalesce(string_agg(format_type(a.type, null), ', ' order by a.number), '')
                    from unnest(p.proargtypes::oid[]) with ordinality as a (type, number)),
                   p.proacl, p.proowner, 'EXECUTE'
            from pg_proc p join n on n.oid = p.pronamespace where p.proacl is not null and p.prokind in ('f', 'p', 'w')
            union all
            select 'type', 'pg_type'::regclass, t.oid, n.nspname, t.typname, '', t.typacl, t.typowner, 'USAGE'
            from pg_type t join n on n.oid = t.typnamespace
            left join pg_class c on c.oid = t.typrelid
            where t.typacl is not null and (t.typtype in ('e', 'd') or c.relkind = 'c'))
            select acl.kind, acl.nspname, acl.name, acl.detail, r.privilege_type, r.is_grantable, false as denied,
                   case r.grantee when 0 then '' else pg_get_userbyid(r.grantee) end as grantee
            from acl cross join lateral aclexplode(acl.acl) as r
            where r.grantee <> acl.owner and not (r.grantee = 0 and r.privilege_type = acl.usual)
              and not exists (select from pg_depend e
                              where e.classid = acl.class and e.objid = acl.oid and e.deptype = 'e')
            union all
            select acl.kind, acl.nspname, acl.name, acl.detail, acl.usual, false, true, ''
            from acl
            where acl.usual <> ''
              and not exists (select from aclexplode(acl.acl) as r where r.grantee = 0 and r.privilege_type = acl.usual)
              and not exists (select from pg_depend e
                              where e.classid = acl.class and e.objid = acl.oid and e.deptype = 'e')""".formatted(TableQuery.READ_WITH_ITS_PARENT, TableQuery.READ_WITH_ITS_PARENT);

    private final Connection connection;
    private final Names names;
    private final Set<QualifiedName> ignored;

    PrivilegeQuery(Connection connection, Names names, Set<QualifiedName> ignored) {
        this.connection = connection;
        this.names = names;
        this.ignored = ignored;
    }

    SortedSet<Privilege> run() throws SQLException {
        SortedSet<Privilege> privileges = new TreeSet<>();
        Query.forEach(connection, SQL, names.array(connection), row -> {
            Kind kind = Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
            QualifiedName name = names.of(row.getString("nspname"), row.getString("name"));
            String grantee = row.getString("grantee");
            boolean defaultSchema = kind == Kind.SCHEMA && name.inDefaultSchema();
            if (!defaultSchema && !ignored.contains(name)) {
                privileges.add(new Privilege(
                        new ObjectId(kind, name, row.getString("detail")),
                        grantee,
                        row.getString("privilege_type").toLowerCase(Locale.ROOT),
                        row.getBoolean("is_grantable"),
                        row.getBoolean("denied")));
            }
        });
        return privileges;
    }
}
