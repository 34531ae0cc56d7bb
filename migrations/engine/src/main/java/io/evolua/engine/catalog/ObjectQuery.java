package io.evolua.engine.catalog;

import io.evolua.engine.schema.CompositeType;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DefinedObject;
import io.evolua.engine.schema.Details;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.Extension;
import io.evolua.engine.schema.MaterializedView;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.TableOptions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All objects beside tables and sequences in one query, without those of extensions. */
final class ObjectQuery {

    private static final String SQL = """
            with n as materialized (select oid, nspname from pg_namespace where nspname = any (?)),
            rel as materialized (
                select c.*, n.nspname from pg_class c join n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and c.relpersistence <> 't'
                  and %s
            ),
            member as materialized (
                select classid, objid from pg_depend where refclassid = 'pg_extension'::regclass and deptype = 'e'),
            found as (
            select 'extension' as kind, 'pg_extension'::regclass as class, e.oid, 0::oid as relation, n.nspname, e.extname as name,
                   '' as detail, '' as definition, '' as signature, '' as state, null::text[] as parts, null as comment
            from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname <> 'plpgsql'
            union all
            select 'enum', 'pg_type'::regclass, t.oid, 0, n.nspname, t.typname, '', '', '', '',
                   (select array_agg(l.enumlabel::text order by l.enumsortorder) from pg_enum l where l.enumtypid = t.oid),
                   obj_description(t.oid, 'pg_type')
            from pg_type t join n on n.oid = t.typnamespace where t.typtype = 'e'
            union all
            select 'domain', 'pg_type'::regclass, t.oid, 0, n.nspname, t.typname, '',
                   format_type(t.typbasetype, t.typtypmod)
                   || (select case when t.typcollation <> b.typcollation
                                   then ' collate ' || (select quote_ident(collname) from pg_collation co
                                                        where co.oid = t.typcollation) else '' end
                       from pg_type b where b.oid = t.typbasetype),
                   pg_get_expr(t.typdefaultbin, 0), case when t.typnotnull then 'not null' else '' end,
                   (select array_agg(part order by con.conname, part_number)
                    from pg_constraint con
                    cross join lateral (values (1, con.conname::text), (2, pg_get_constraintdef(con.oid)))
                         as p (part_number, part)
                    where con.contypid = t.oid and con.contype = 'c'),
                   obj_description(t.oid, 'pg_type')
            from pg_type t join n on n.oid = t.typnamespace where t.typtype = 'd'
            union all
            select 'composite', 'pg_type'::regclass, rel.reltype, rel.oid, rel.nspname, rel.relname, '', '', '', '',
                   (select array_agg(part order by a.attnum, part_number)
                    from pg_attribute a
                    cross join lateral (values (1, a.attname::text),
                         (2, format_type(a.atttypid, a.atttypmod)
                             || (select case when a.attcollation <> b.typcollation
                                             then ' collate ' || (select quote_ident(collname) from pg_collation co
                                                                  where co.oid = a.attcollation) else '' end
                                 from pg_type b where b.oid = a.atttypid))) as p (part_number, part)
                    where a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped),
                   obj_description(rel.reltype, 'pg_type')
            from rel where rel.relkind = 'c'
            union all
            select case p.prokind when 'p' then 'procedure' else 'function' end, 'pg_proc'::regclass, p.oid, 0, n.nspname,
                   p.proname,
                   (select coalesce(string_agg(format_type(a.type, null), ', ' order by a.number), '')
                    from unnest(p.proargtypes::oid[]) with ordinality as a (type, number)),
                   substr(pg_get_functiondef(p.oid),
                          length('CREATE OR REPLACE ' || case p.prokind when 'p' then 'PROCEDURE ' else 'FUNCTION ' end
                                 || quote_ident(n.nspname) || '.' || quote_ident(p.proname)) + 1),
                   pg_get_function_arguments(p.oid) || ' returns ' || coalesce(pg_get_function_result(p.oid), 'nothing'),
                   '', null, obj_description(p.oid, 'pg_proc')
            from pg_proc p join n on n.oid = p.pronamespace where p.prokind in ('f', 'p', 'w')
            union all
            select case rel.relkind when 'v' then 'view' else 'materialized view' end, 'pg_class'::regclass, rel.oid, rel.oid,
                   rel.nspname, rel.relname, '',
                   case when am.amname <> 'heap' then ' using ' || quote_ident(am.amname) else '' end
                   || coalesce(' with (' || array_to_string(rel.reloptions, ', ') || ')', '')
                   || ' as' || chr(10) || rtrim(pg_get_viewdef(rel.oid), ';'),
                   (select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
                                      || a.attcollation, ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped),
                   '', null, obj_description(rel.oid, 'pg_class')
            from rel left join pg_am am on am.oid = rel.relam where rel.relkind in ('v', 'm')
            union all
            select 'rule', 'pg_rewrite'::regclass, r.oid, rel.oid, rel.nspname, rel.relname, r.rulename,
                   rtrim(pg_get_ruledef(r.oid, true), ';'), '', r.ev_enabled::text, null, obj_description(r.oid, 'pg_rewrite')
            from pg_rewrite r join rel on rel.oid = r.ev_class where r.rulename <> '_RETURN'
            union all
            select 'trigger', 'pg_trigger'::regclass, t.oid, rel.oid, rel.nspname, rel.relname, t.tgname,
                   pg_get_triggerdef(t.oid, true), '', t.tgenabled::text, null, obj_description(t.oid, 'pg_trigger')
            from pg_trigger t join rel on rel.oid = t.tgrelid where not t.tgisinternal and t.tgparentid = 0
            union all
            select 'policy', 'pg_policy'::regclass, p.oid, rel.oid, rel.nspname, rel.relname, p.polname,
                   case when p.polpermissive then '' else ' as restrictive' end
                   || case p.polcmd when 'r' then ' for select' when 'a' then ' for insert' when 'w' then ' for update'
                                    when 'd' then ' for delete' else '' end
                   || case when p.polroles = '{0}' then ''
                           else ' to ' || (select string_agg(quote_ident(pg_get_userbyid(r)), ', '
                                                             order by pg_get_userbyid(r))
                                           from unnest(p.polroles) as r) end
                   || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid, true) || ')', '')
                   || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid, true) || ')', ''),
                   '', '', null, obj_description(p.oid, 'pg_policy')
            from pg_policy p join rel on rel.oid = p.polrelid)
            select f.* from found f
            where not exists (select from member m where m.classid = f.class and m.objid = f.oid)
              and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = f.relation)""".formatted(TableQuery.READ_WITH_ITS_PARENT);

    private final Connection connection;
    private final Names names;
    private final List<DatabaseObject> objects = new ArrayList<>();
    private final ObjectIds ids;
    private final SortedMap<Long, TableBuilder> materialized = new TreeMap<>();
    private final List<MaterializedView> materializedViews = new ArrayList<>();

    ObjectQuery(Connection connection, Names names, ObjectIds ids) {
        this.connection = connection;
        this.names = names;
        this.ids = ids;
    }

    /** Reads; {@code ids} learns of the objects, and knows the tables before. */
    void run() throws SQLException {
        Query.forEach(connection, SQL, names.array(connection), this::read);
    }

    /** Materialized views by their oids, to be filled with columns and indexes as tables are. */
    Map<Long, TableBuilder> materialized() {
        return materialized;
    }

    List<DatabaseObject> objects() throws SQLException {
        List<DatabaseObject> all = new ArrayList<>(objects);
        List<TableBuilder> builders = List.copyOf(materialized.values());
        for (MaterializedView view : materializedViews) {
            all.add(builders.stream()
                    .filter(builder -> builder.name().equals(view.name()))
                    .findFirst()
                    .map(builder -> view.withIndexes(builder.build().indexes()))
                    .orElse(view));
        }
        DetailQuery details = new DetailQuery(connection, names);
        if (all.stream().anyMatch(DetailQuery::mayHaveParts)) {
            details.run();
        }
        return all.stream().map(details::complete).toList();
    }

    private void read(ResultSet row) throws SQLException {
        long oid = row.getLong("oid");
        String kind = row.getString("kind");
        QualifiedName name = names.of(row.getString("nspname"), row.getString("name"));
        switch (kind) {
            case "extension" -> objects.add(new Extension(name.name(), name.schema()));
            case "enum" -> add(row, new EnumType(name, parts(row), comment(ObjectId.of(Kind.TYPE, name), row)));
            case "domain" -> add(row, domain(row, name));
            case "composite" -> {
                add(row, composite(row, name));
                ids.relation(row.getLong("relation"), ObjectId.of(Kind.TYPE, name));
            }
            case "materialized view" -> {
                ObjectId id = ObjectId.of(Kind.MATERIALIZED_VIEW, name);
                MaterializedView view =
                        new MaterializedView(name, row.getString("definition"), List.of(), comment(id, row));
                materializedViews.add(view);
                materialized.put(oid, new TableBuilder(name, TableOptions.PLAIN));
                ids.relation(oid, view.id());
            }
            case "view" -> {
                add(row, defined(row, new ObjectId(Kind.VIEW, name, ""), ""));
                ids.relation(oid, ObjectId.of(Kind.VIEW, name));
            }
            case "function", "procedure" -> {
                Kind routine = kind.equals("function") ? Kind.FUNCTION : Kind.PROCEDURE;
                add(row, defined(row, new ObjectId(routine, name, row.getString("detail")), ""));
            }
            default -> {
                // Of a table that is nobody's model, such as the history table, nothing is.
                if (ids.knowsRelation(row.getLong("relation"))) {
                    Kind ofTable = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
                    ObjectId id = new ObjectId(ofTable, name, row.getString("detail"));
                    add(row, defined(row, id, state(row.getString("state"))));
                }
            }
        }
    }

    private void add(ResultSet row, DatabaseObject object) throws SQLException {
        objects.add(object);
        ids.object(row.getString("class"), row.getLong("oid"), object.id());
    }

    private static DefinedObject defined(ResultSet row, ObjectId id, String state) throws SQLException {
        String signature = row.getString("signature");
        return new DefinedObject(
                id,
                row.getString("definition").stripTrailing(),
                signature == null ? "" : signature,
                state,
                comment(id, row));
    }

    private static Details comment(ObjectId id, ResultSet row) throws SQLException {
        return Details.comment(id, Optional.ofNullable(row.getString("comment")));
    }

    private static String state(String code) {
        return switch (code) {
            case "O" -> DefinedObject.ENABLED;
            case "D" -> "disable";
            case "R" -> "enable replica";
            case "A" -> "enable always";
            default -> "";
        };
    }

    private static DomainType domain(ResultSet row, QualifiedName name) throws SQLException {
        SortedMap<String, String> checks = new TreeMap<>();
        List<String> parts = parts(row);
        for (int i = 0; i < parts.size(); i += 2) {
            checks.put(parts.get(i), parts.get(i + 1));
        }
        return new DomainType(
                name,
                row.getString("definition"),
                !row.getString("state").isEmpty(),
                Optional.ofNullable(row.getString("signature")),
                checks,
                comment(ObjectId.of(Kind.TYPE, name), row));
    }

    private static CompositeType composite(ResultSet row, QualifiedName name) throws SQLException {
        List<String> parts = parts(row);
        List<CompositeType.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            attributes.add(new CompositeType.Attribute(parts.get(i), parts.get(i + 1)));
        }
        return new CompositeType(name, attributes, comment(ObjectId.of(Kind.TYPE, name), row));
    }

    private static List<String> parts(ResultSet row) throws SQLException {
        Array array = row.getArray("parts");
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
