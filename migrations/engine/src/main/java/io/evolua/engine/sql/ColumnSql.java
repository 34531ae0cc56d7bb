package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Columns: their definitions, and what a definition cannot say. */
final class ColumnSql {

    private ColumnSql() {}

    /** @param primaryKey the columns that need not say {@code NOT NULL} */
    static String definition(Column column, Set<String> primaryKey) {
        StringBuilder sql =
                new StringBuilder(quote(column.name())).append(' ').append(TypeNames.shortest(column.type()));
        column.options().compression().ifPresent(method -> sql.append(" compression ")
                .append(method));
        sql.append(collation(column));
        column.identity().ifPresent(identity -> sql.append(' ').append(identity(identity)));
        // Both an identity and a primary key say NOT NULL themselves.
        if (!column.nullable() && column.identity().isEmpty() && !primaryKey.contains(column.name())) {
            sql.append(" not null");
        }
        column.defaultValue().ifPresent(value -> sql.append(" default ").append(value.text()));
        column.generated().ifPresent(generated -> sql.append(' ').append(generated(generated)));
        return sql.toString();
    }

    /** What a partition's column has beyond that of the parent, which alone says the type. */
    static String ofPartition(Column column, Set<String> primaryKey) {
        boolean required = !column.nullable() && !primaryKey.contains(column.name());
        return quote(column.name())
                + (required ? " not null" : "")
                + column.defaultValue().map(value -> " default " + value.text()).orElse("");
    }

    /** The type with its collation. */
    static String type(Column column) {
        return TypeNames.shortest(column.type()) + collation(column);
    }

    private static String collation(Column column) {
        return column.options().collation().map(c -> " collate " + c).orElse("");
    }

    static String identity(Identity identity) {
        String options = Definitions.options(
                identity.options(), SequenceOptions.defaults(identity.options().type()));
        return "generated " + (identity.always() ? "always" : "by default") + " as identity"
                + (options.isEmpty() ? "" : " (" + options + ")");
    }

    private static String generated(Generated generated) {
        return "generated always as (" + generated.expression() + ") " + (generated.stored() ? "stored" : "virtual");
    }

    /** What the definition of a new column cannot say. */
    static List<String> afterwards(QualifiedName table, Column column) {
        List<String> statements = new ArrayList<>();
        ColumnOptions said = new ColumnOptions(
                column.options().collation(),
                Optional.empty(),
                column.options().compression(),
                Optional.empty(),
                ColumnOptions.PLAIN.parameters(),
                Optional.empty());
        List<String> actions = optionActions(column.name(), said, column.options());
        if (!actions.isEmpty()) {
            statements.add("alter table " + quote(table) + " " + String.join(", ", actions));
        }
        statements.addAll(Comments.add(
                Comments.column(table, column.name()), column.options().comment()));
        return statements;
    }

    /** What leads from some options of a column to others, but for collation and comment. */
    static List<String> optionActions(String column, ColumnOptions from, ColumnOptions to) {
        String prefix = "alter column " + quote(column) + " ";
        List<String> actions = new ArrayList<>();
        if (!from.storage().equals(to.storage())) {
            // Not "default", which only PostgreSQL 16 knows.
            to.storage()
                    .map(Storage::said)
                    .or(() -> from.storage().map(Storage::ofType))
                    .ifPresent(storage -> actions.add(prefix + "set storage " + storage));
        }
        if (!from.compression().equals(to.compression())) {
            actions.add(prefix + "set compression " + to.compression().orElse("default"));
        }
        if (!from.statistics().equals(to.statistics())) {
            actions.add(prefix + "set statistics " + to.statistics().orElse(-1));
        }
        actions.addAll(Parameters.actions(prefix, from.parameters(), to.parameters()));
        return actions;
    }
}
