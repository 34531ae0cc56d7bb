package io.evolua.engine.schema;

import java.util.Optional;

/**
 * A column.
 *
 * @param type the type as PostgreSQL writes it ({@code format_type}), or as the model's author wrote it, see
 *     {@link SqlText}
 * @param nullable false for {@code NOT NULL}
 * @param defaultValue the default's expression; empty for none
 * @param identity empty for a column that is no identity column
 */
public record Column(
        String name, SqlText type, boolean nullable, Optional<SqlText> defaultValue, Optional<Identity> identity) {

    /** A column without default and identity. */
    public static Column of(String name, SqlText type, boolean nullable) {
        return new Column(name, type, nullable, Optional.empty(), Optional.empty());
    }

    public Column withType(SqlText newType) {
        return new Column(name, newType, nullable, defaultValue, identity);
    }

    public Column withNullable(boolean newNullable) {
        return new Column(name, type, newNullable, defaultValue, identity);
    }

    public Column withDefault(Optional<SqlText> newDefault) {
        return new Column(name, type, nullable, newDefault, identity);
    }

    public Column withIdentity(Optional<Identity> newIdentity) {
        return new Column(name, type, nullable, defaultValue, newIdentity);
    }
}
