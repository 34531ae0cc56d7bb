package io.evolua.engine.schema;

/**
 * A type or an expression in SQL.
 *
 * @param text the SQL
 * @param canonical true if this is PostgreSQL's own spelling (from {@code format_type}, {@code pg_get_expr} …), so that
 *     two canonical types are equal exactly when they mean the same, and expressions nearly so; false if a person or a provider wrote it, and only
 *     PostgreSQL can tell what it means
 */
public record SqlText(String text, boolean canonical) {

    public static SqlText canonical(String text) {
        return new SqlText(text, true);
    }

    public static SqlText written(String text) {
        return new SqlText(text.strip(), false);
    }

    @Override
    public String toString() {
        return text;
    }
}
