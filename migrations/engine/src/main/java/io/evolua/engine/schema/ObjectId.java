package io.evolua.engine.schema;

import java.util.Comparator;

/**
 * What an object is called: how PostgreSQL tells it from all others.
 *
 * @param name its own name, or for what belongs to a table (a trigger, a policy, a column) the table's
 * @param detail the types of a routine's arguments; the own name of what belongs to a table; empty otherwise
 */
public record ObjectId(Kind kind, QualifiedName name, String detail) implements Comparable<ObjectId> {

    private static final Comparator<ObjectId> ORDER =
            Comparator.comparing(ObjectId::kind).thenComparing(ObjectId::name).thenComparing(ObjectId::detail);

    /** The kinds, in the order in which they are made where nothing else decides. */
    public enum Kind {
        EXTENSION("extension"),
        SCHEMA("schema"),
        /** An enum, a domain or a composite type. */
        TYPE("type"),
        SEQUENCE("sequence"),
        TABLE("table"),
        COLUMN("column"),
        /** The default of a column, or the expression that it is generated from. */
        DEFAULT("default of column"),
        CONSTRAINT("constraint"),
        INDEX("index"),
        FUNCTION("function"),
        PROCEDURE("procedure"),
        VIEW("view"),
        MATERIALIZED_VIEW("materialized view"),
        RULE("rule"),
        TRIGGER("trigger"),
        POLICY("policy");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        /** As in {@code DROP …}. */
        public String sql() {
            return sql;
        }

        /** Whether objects of this kind carry the name of a table and one of their own. */
        public boolean ofTable() {
            return switch (this) {
                case COLUMN, DEFAULT, CONSTRAINT, INDEX, RULE, TRIGGER, POLICY -> true;
                default -> false;
            };
        }

        /** Whether objects of this kind are parts of a table's own record. */
        public boolean partOfTable() {
            return this == DEFAULT || this == CONSTRAINT || this == INDEX;
        }

        public boolean routine() {
            return this == FUNCTION || this == PROCEDURE;
        }
    }

    public static ObjectId of(Kind kind, QualifiedName name) {
        return new ObjectId(kind, name, "");
    }

    public static ObjectId table(QualifiedName name) {
        return of(Kind.TABLE, name);
    }

    public static ObjectId column(QualifiedName table, String column) {
        return new ObjectId(Kind.COLUMN, table, column);
    }

    @Override
    public int compareTo(ObjectId other) {
        return ORDER.compare(this, other);
    }

    /** For messages: {@code view v}, {@code function f(integer)}, {@code trigger x on t}, unquoted. */
    @Override
    public String toString() {
        if (kind == Kind.COLUMN || kind == Kind.DEFAULT) {
            return kind.sql() + " " + name + "." + detail;
        }
        if (kind.ofTable()) {
            return kind.sql() + " " + detail + " on " + name;
        }
        return kind.sql() + " " + name + (kind.routine() ? "(" + detail + ")" : "");
    }
}
