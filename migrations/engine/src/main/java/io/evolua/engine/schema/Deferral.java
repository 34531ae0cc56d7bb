package io.evolua.engine.schema;

/** When a constraint is checked. */
public enum Deferral {
    NOT_DEFERRABLE(""),
    INITIALLY_IMMEDIATE("deferrable"),
    INITIALLY_DEFERRED("deferrable initially deferred");

    private final String sql;

    Deferral(String sql) {
        this.sql = sql;
    }

    /** The clause; empty for what needs none. */
    public String sql() {
        return sql;
    }
}
