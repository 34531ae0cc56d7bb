package io.evolua.engine.selection;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.QualifiedName;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The name of something that is compared.
 *
 * @param relation of a schema its name, with no relation's; of a table or sequence its own name; of a column,
 *     constraint or index its table's
 * @param member the name within the table; of a routine the types of its arguments; empty for everything else
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

    /** The object of an id; what the id says of a table's parts is about the table. */
    static SchemaObject of(ObjectId id) {
        return switch (id.kind()) {
            case EXTENSION -> of(Kind.EXTENSION, id.name());
            case SCHEMA ->
                schema(
                        id.name().schema().isEmpty()
                                ? id.name().name()
                                : id.name().schema());
            case TYPE -> of(Kind.TYPE, id.name());
            case SEQUENCE -> of(Kind.SEQUENCE, id.name());
            case TABLE, CONSTRAINT -> of(Kind.TABLE, id.name());
            case COLUMN, DEFAULT -> in(id.name(), Kind.COLUMN, id.detail());
            case INDEX -> in(id.name(), Kind.INDEX, id.detail());
            // Several may share a name, told apart by their arguments.
            case FUNCTION -> in(id.name(), Kind.FUNCTION, id.detail());
            case PROCEDURE -> in(id.name(), Kind.PROCEDURE, id.detail());
            case VIEW -> of(Kind.VIEW, id.name());
            case MATERIALIZED_VIEW -> of(Kind.MATERIALIZED_VIEW, id.name());
            case RULE -> in(id.name(), Kind.RULE, id.detail());
            case TRIGGER -> in(id.name(), Kind.TRIGGER, id.detail());
            case POLICY -> in(id.name(), Kind.POLICY, id.detail());
        };
    }

    /** Whether it is in a table or a view that is one of these. */
    public boolean isPartOfOneOf(Set<SchemaObject> objects) {
        return kind.level() == Kind.Level.MEMBER
                && Stream.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW)
                        .anyMatch(holder -> objects.contains(of(holder, relation)));
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
        if (kind == Kind.FUNCTION || kind == Kind.PROCEDURE) {
            return relation + "(" + member + ")";
        }
        return member.isEmpty() ? relation.toString() : relation + "." + member;
    }
}
