package io.evolua.engine.selection;

import io.evolua.engine.schema.QualifiedName;
import java.util.Comparator;

/**
 * The name of something that is compared.
 *
 * @param relation of a schema its name, with no relation's; of a table or sequence its own name; of a column,
 *     constraint or index its table's
 * @param member the name within the table; empty for what is in no table
 */
public record SchemaObject(Kind kind, QualifiedName relation, String member) implements Comparable<SchemaObject> {

    private static final Comparator<SchemaObject> ORDER = Comparator.comparing(SchemaObject::kind)
            .thenComparing(SchemaObject::relation)
            .thenComparing(SchemaObject::member);

    public static SchemaObject schema(String name) {
        return new SchemaObject(Kind.SCHEMA, new QualifiedName(name, ""), "");
    }

    /** A table or a sequence. */
    public static SchemaObject of(Kind kind, QualifiedName name) {
        return new SchemaObject(kind, name, "");
    }

    /** Something in a table. */
    public static SchemaObject in(QualifiedName table, Kind kind, String name) {
        return new SchemaObject(kind, table, name);
    }

    /** The table that holds it. */
    SchemaObject table() {
        return of(Kind.TABLE, relation);
    }

    @Override
    public int compareTo(SchemaObject other) {
        return ORDER.compare(this, other);
    }

    /** The name alone, as it is said in messages: {@code users.email}, {@code app.users}. */
    @Override
    public String toString() {
        if (kind == Kind.SCHEMA) {
            return relation.schema();
        }
        return member.isEmpty() ? relation.toString() : relation + "." + member;
    }
}
