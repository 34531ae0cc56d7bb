package io.evolua.engine.catalog;

import io.evolua.engine.schema.QualifiedName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;

/**
 * From the catalog's names to ours: the default schema's name is left out.
 *
 * @param stored our name for a schema by the catalog's
 */
record Names(SortedMap<String, String> stored) {

    QualifiedName of(String schema, String name) {
        return new QualifiedName(stored.getOrDefault(schema, schema), name);
    }

    Array array(Connection connection) throws SQLException {
        return connection.createArrayOf("name", stored.keySet().toArray());
    }
}
