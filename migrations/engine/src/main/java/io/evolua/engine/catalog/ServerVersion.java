package io.evolua.engine.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which catalog is read: older ones lack the columns of what they cannot store.
 *
 * @param major 13, 14 …
 */
record ServerVersion(int major) {

    static ServerVersion of(Connection connection) throws SQLException {
        return new ServerVersion(connection.getMetaData().getDatabaseMajorVersion());
    }

    /** The expression from this version on, before it the value that all objects had then. */
    String since(int version, String expression, String before) {
        return major >= version ? expression : before;
    }
}
