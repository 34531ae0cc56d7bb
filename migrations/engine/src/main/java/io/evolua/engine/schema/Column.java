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
 * @param generated empty for a column that holds what is written to it
 */
public record Column(
        String name,
        SqlText type,
        boolean nullable,
        Optional<SqlText> defaultValue,
        Optional<Identity> identity,
        Optional<Generated> generated,
        ColumnOptions options) {

    /** A column as JPA can say it. */
    public Column(
            String name, SqlText type, boolean nullable, Optional<SqlText> defaultValue, Optional<Identity> identity) {
        this(name, type, nullable, defaultValue, identity, Optional.empty(), ColumnOptions.PLAIN);
    }

    /** A column without default and identity. */
    public static Column of(String name, SqlText type, boolean nullable) {
        return new Column(name, type, nullable, Optional.empty(), Optional.empty());
    }

    public Column withType(SqlText newType) {
        return new Column(name, newType, nullable, defaultValue, identity, generated, options);
    }

    public Column withNullable(boolean newNullable) {
        return new Column(name, type, newNullable, defaultValue, identity, generated, options);
    }

    public Column withDefault(Optional<SqlText> newDefault) {
        return new Column(name, type, nullable, newDefault, identity, generated, options);
    }

    public Column withIdentity(Optional<Identity> newIdentity) {
        return new Column(name, type, nullable, defaultValue, newIdentity, generated, options);
    }

    public Column withGenerated(Optional<Generated> newGenerated) {
        return new Column(name, type, nullable, defaultValue, identity, newGenerated, options);
    }

    public Column withOptions(ColumnOptions newOptions) {
        return new Column(name, type, nullable, defaultValue, identity, generated, newOptions);
    }
}
