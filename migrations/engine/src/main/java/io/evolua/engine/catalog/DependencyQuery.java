package io.evolua.engine.catalog;

import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What depends on what, as far as PostgreSQL records it ({@code pg_depend}) and an object is at one end. */
final class DependencyQuery {

    private static final String SQL = """
            select d.classid::regclass::text as class, d.objid, d.objsubid,
                   d.refclassid::regclass::text as ref_class, d.refobjid, d.refobjsubid,
                   ad.adrelid, ad.adnum, con.conrelid, con.contypid, con.conname, i.indrelid, ic.relname as index_name,
                   w.ev_class, w.rulename,
                   case when t.typcategory = 'A' then t.typelem else t.oid end as ref_type,
                   coalesce(el.typrelid, t.typrelid) as ref_row_type, rc.conrelid as ref_conrelid, rc.conname as ref_conname
            from pg_depend d
            left join pg_attrdef ad on d.classid = 'pg_attrdef'::regclass and ad.oid = d.objid
            left join pg_constraint con on d.classid = 'pg_constraint'::regclass and con.oid = d.objid
            left join pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid
            left join pg_class ic on ic.oid = i.indexrelid
            left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
            left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
            left join pg_type el on t.typcategory = 'A' and el.oid = t.typelem
            left join pg_constraint rc on d.refclassid = 'pg_constraint'::regclass and rc.oid = d.refobjid
            where d.deptype in ('n', 'a') and d.objid >= 16384 and d.refobjid >= 16384
              and (d.classid = any ((?)::regclass[]) or d.refclassid in ('pg_proc'::regclass, 'pg_type'::regclass))""";

    private static final Object[] CLASSES = {"pg_rewrite", "pg_trigger", "pg_policy", "pg_proc", "pg_type"};

    private final Connection connection;
    private final ObjectIds ids;
    private final SortedSet<Dependency> dependencies = new TreeSet<>();

    DependencyQuery(Connection connection, ObjectIds ids) {
        this.connection = connection;
        this.ids = ids;
    }

    SortedSet<Dependency> run() throws SQLException {
        Query.forEach(connection, SQL, connection.createArrayOf("text", CLASSES), row -> {
            Optional<ObjectId> dependent = dependent(row);
            Optional<ObjectId> on = on(row);
            if (dependent.isPresent() && on.isPresent() && !dependent.equals(on)) {
                dependencies.add(new Dependency(dependent.get(), on.get()));
            }
        });
        return dependencies;
    }

    private Optional<ObjectId> dependent(ResultSet row) throws SQLException {
        long oid = row.getLong("objid");
        switch (row.getString("class")) {
            case "pg_attrdef" -> {
                return ids.relation(row.getLong("adrelid"), row.getInt("adnum"))
                        .filter(id -> id.kind() == Kind.COLUMN)
                        .map(id -> new ObjectId(Kind.DEFAULT, id.name(), id.detail()));
            }
            case "pg_constraint" -> {
                return row.getLong("contypid") == 0
                        ? ids.part(Kind.CONSTRAINT, row.getLong("conrelid"), row.getString("conname"))
                        : ids.object("pg_type", row.getLong("contypid"));
            }
            case "pg_rewrite" -> {
                return row.getString("rulename").equals("_RETURN")
                        ? ids.relation(row.getLong("ev_class"))
                        : ids.object("pg_rewrite", oid);
            }
            case "pg_class" -> {
                return row.getLong("indrelid") == 0
                        ? ids.relation(oid, row.getInt("objsubid"))
                        : ids.part(Kind.INDEX, row.getLong("indrelid"), row.getString("index_name"));
            }
            default -> {
                return ids.object(row.getString("class"), oid);
            }
        }
    }

    private Optional<ObjectId> on(ResultSet row) throws SQLException {
        switch (row.getString("ref_class")) {
            case "pg_class" -> {
                return ids.relation(row.getLong("refobjid"), row.getInt("refobjsubid"));
            }
            case "pg_type" -> {
                Optional<ObjectId> type = ids.object("pg_type", row.getLong("ref_type"));
                return type.isPresent() ? type : ids.relation(row.getLong("ref_row_type"));
            }
            case "pg_constraint" -> {
                return ids.part(Kind.CONSTRAINT, row.getLong("ref_conrelid"), row.getString("ref_conname"));
            }
            default -> {
                return ids.object(row.getString("ref_class"), row.getLong("refobjid"));
            }
        }
    }
}
