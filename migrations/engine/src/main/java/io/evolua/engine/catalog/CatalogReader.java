package io.evolua.engine.catalog;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.Partitions;
import io.evolua.engine.schema.Privilege;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads tables, sequences and the objects beside them. Objects of extensions are nobody's model and left
 * out, as are partitions of tables that are not read; temporary objects live in a schema that nobody names.
 *
 * <p>Expressions come as PostgreSQL writes them under the connection's search path, with names of the default schema
 * unqualified.
 */
public final class CatalogReader {

    private final Connection connection;
    private final Scope scope;

    private CatalogReader(Connection connection, Scope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /**
     * Reads what {@code scope} says, within the connection's transaction if there is one.
     *
     * @throws RefusedException if the search path names no existing schema, or the catalog cannot be read
     */
    public static Schema read(Connection connection, Scope scope) {
        try {
            return new CatalogReader(connection, scope).read();
        } catch (SQLException e) {
            throw new RefusedException("The catalog cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The schema that unqualified names are created in.
     *
     * @throws RefusedException if the search path names no existing schema
     */
    public static String defaultSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_schema()")) {
            row.next();
            String name = row.getString(1);
            if (name == null) {
                throw new RefusedException("The connection's search path names no existing schema. Create one, or set"
                        + " another search path: options=-csearch_path=… in the database URL.");
            }
            return name;
        }
    }

    /** The partitions, with those of their columns only that are not just their parents'. */
    private static Map<QualifiedName, Table> withTheirOwn(Map<QualifiedName, Table> whole) {
        Map<QualifiedName, Table> partitions = new TreeMap<>();
        whole.forEach((name, table) -> table.options()
                .partitionOf()
                .map(place -> whole.get(place.parent()))
                .ifPresent(parent -> partitions.put(
                        name,
                        table.withColumns(table.columns().stream()
                                .flatMap(column ->
                                        parent
                                                .column(column.name())
                                                .flatMap(given -> Partitions.own(column, given))
                                                .stream())
                                .toList()))));
        return partitions;
    }

    private Schema read() throws SQLException {
        String defaultSchema = defaultSchema(connection);
        SortedMap<String, String> stored = new TreeMap<>();
        stored.put(defaultSchema, "");
        for (String name : scope.schemas()) {
            stored.putIfAbsent(name, name);
        }
        Names names = new Names(stored);

        SortedSet<String> namespaces = new TreeSet<>(Query.strings(
                connection, "select nspname from pg_namespace where nspname = any (?)", names.array(connection)));
        namespaces.remove(defaultSchema);

        Map<Long, TableBuilder> builders = new TreeMap<>();
        ServerVersion version = ServerVersion.of(connection);
        new TableQuery(connection, names).addTo(builders);
        builders.values().removeIf(table -> scope.ignored().contains(table.name()));
        SequenceQuery sequences = new SequenceQuery(connection, names);
        sequences.run();
        ObjectIds ids = new ObjectIds(builders);
        ObjectQuery objects = new ObjectQuery(connection, names, ids);
        objects.run();
        Map<Long, TableBuilder> relations = new TreeMap<>(builders);
        relations.putAll(objects.materialized());
        Array oids = connection.createArrayOf("oid", relations.keySet().toArray());
        new ColumnQuery(connection, sequences.identities(), version).addTo(relations, oids);
        new ConstraintQuery(connection, names, version).addTo(relations, oids);
        new IndexQuery(connection, version).addTo(relations, oids);

        SortedMap<QualifiedName, Table> tables = new TreeMap<>();
        builders.values().forEach(builder -> tables.put(builder.name(), builder.build()));
        tables.putAll(withTheirOwn(tables));
        SortedMap<QualifiedName, Sequence> free = new TreeMap<>();
        List<Sequence> all = new ArrayList<>(sequences.sequences());
        all.removeIf(s -> s.ownedBy()
                .map(owner -> scope.ignored().contains(owner.table()))
                .orElse(false));
        all.forEach(sequence -> free.put(sequence.name(), sequence));
        SortedSet<Dependency> dependencies =
                ids.knowsNothingButTables() ? new TreeSet<>() : new DependencyQuery(connection, ids).run();
        SortedSet<Privilege> privileges = new PrivilegeQuery(connection, names, scope.ignored()).run();
        return new Schema(namespaces, tables, free)
                .withObjects(SchemaObjects.of(objects.objects(), dependencies, privileges));
    }
}
