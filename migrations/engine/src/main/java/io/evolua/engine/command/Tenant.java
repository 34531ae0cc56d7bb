package io.evolua.engine.command;

import io.evolua.engine.database.DatabaseUrl;

/**
 * One of many databases, or schemas of a database, that have the same revisions, each with a history of its own.
 *
 * @param name as the user knows it: the schema's, or the URL without its password
 * @param url how to connect, with the schema as the current one
 */
public record Tenant(String name, DatabaseUrl url) {

    static Tenant ofSchema(DatabaseUrl database, String schema) {
        return new Tenant(schema, database.withParameter("currentSchema", "\"" + schema.replace("\"", "\"\"") + "\""));
    }

    static Tenant ofUrl(String url) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        return new Tenant(parsed.display(), parsed);
    }
}
