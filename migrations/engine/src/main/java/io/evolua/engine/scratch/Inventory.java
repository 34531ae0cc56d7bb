package io.evolua.engine.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that lies in the schemas of users, as PostgreSQL itself names it: also what is not compared, such as aggregates and
 * text search configurations. What is in a table is not listed, nor is what belongs to an extension or was hidden.
 */
public final class Inventory {

    private static final String QUERY = """
            select distinct o.type || ' ' || o.identity
            from pg_depend d
            join pg_namespace n on n.oid = d.refobjid
            cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
            where d.refclassid = 'pg_namespace'::regclass
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname !~ '^evolua_scratch_[0-9]'
              and not exists (select from pg_depend e
                              where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')""";

    private Inventory() {}

    /** What is there now, each as kind and name. */
    public static SortedSet<String> of(Connection connection) throws SQLException {
        SortedSet<String> objects = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                objects.add(rows.getString(1));
            }
        }
        return objects;
    }
}
