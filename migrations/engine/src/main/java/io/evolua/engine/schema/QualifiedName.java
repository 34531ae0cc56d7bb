package io.evolua.engine.schema;

/**
 * The name of a relation as the catalog holds it: case as stored, never quoted.
 *
 * @param schema the schema's name; empty for the <em>default schema</em>, the first of the connection's search path,
 *     which generated statements do not name, so that one script serves whatever schema is the default
 * @param name the relation's own name, at most 63 bytes
 */
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {

    /** A relation of the default schema. */
    public static QualifiedName of(String name) {
        return new QualifiedName("", name);
    }

    public boolean inDefaultSchema() {
        return schema.isEmpty();
    }

    /** Another relation of the same schema. */
    public QualifiedName sibling(String otherName) {
        return new QualifiedName(schema, otherName);
    }

    @Override
    public int compareTo(QualifiedName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** For messages: {@code name} or {@code schema.name}, unquoted. */
    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
