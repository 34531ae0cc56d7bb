package io.evolua.engine.schema;

/** Which rows a check or foreign key is known to hold for. */
public enum Validity {
    /** All of them. */
    VALID(""),
    /** Those written since it was added. */
    NOT_VALID("not valid"),
    /** None: it is only said (PostgreSQL 18). */
    NOT_ENFORCED("not enforced");

    private final String sql;

    Validity(String sql) {
        this.sql = sql;
    }

    /** The clause; empty for what needs none. */
    public String sql() {
        return sql;
    }
}
