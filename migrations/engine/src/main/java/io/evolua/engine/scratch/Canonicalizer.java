package io.evolua.engine.scratch;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes two schemas comparable: wherever they differ in a text that a person or a provider wrote, PostgreSQL itself is
 * asked what it means, and its own spelling takes the text's place. Expressions are asked about even if both are PostgreSQL's
 * own, for it has more than one spelling for some. Texts that are equal need no asking, so that this costs what has
 * changed.
 */
public final class Canonicalizer {

    private final Questions questions = new Questions();

    private Canonicalizer() {}

    /** Both schemas, with every text that matters for their comparison in PostgreSQL's spelling. */
    public record Pair(Schema from, Schema to) {}

    /**
     * Asks in a transaction that is rolled back, on temporary tables.
     *
     * @param connection in autocommit mode
     * @throws RefusedException if PostgreSQL does not understand a text, with its own error
     */
    public static Pair resolve(Connection connection, Schema from, Schema to) {
        Canonicalizer canonicalizer = new Canonicalizer();
        canonicalizer.collect(from, to);
        canonicalizer.collect(to, from);
        if (canonicalizer.questions.isEmpty()) {
            return canonicalizer.answered(from, to);
        }
        try {
            connection.setAutoCommit(false);
            try {
                canonicalizer.questions.ask(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new RefusedException("The comparison fails: " + e.getMessage(), e);
        }
        return canonicalizer.answered(from, to);
    }

    private void collect(Schema schema, Schema other) {
        for (Table table : schema.tables().values()) {
            Optional<Table> counterpart = other.table(table.name());
            if (counterpart.isEmpty()) {
                continue;
            }
            for (Column column : table.columns()) {
                counterpart.get().column(column.name()).ifPresent(o -> {
                    if (isUncertain(column, o)) {
                        questions.column(table.name(), column);
                    }
                });
            }
            if (partsAreUncertain(table, counterpart.get())) {
                questions.parts(table, schema.flat(table));
            }
        }
    }

    private static boolean isUncertain(Column column, Column other) {
        boolean type = !column.type().canonical()
                && !column.type().text().equals(other.type().text());
        boolean value = column.defaultValue().isPresent()
                && other.defaultValue().isPresent()
                && !namesARelation(column.defaultValue().get())
                && !column.defaultValue()
                        .get()
                        .text()
                        .equals(other.defaultValue().get().text());
        return type || value;
    }

    /** There is one spelling for it, and where a sequence is renamed or new it is not there to be asked about. */
    private static boolean namesARelation(SqlText value) {
        return value.canonical() && value.text().contains("'::regclass");
    }

    private static boolean partsAreUncertain(Table table, Table other) {
        return areUncertain(
                        definitions(table.checks(), Check::definition), definitions(other.checks(), Check::definition))
                || areUncertain(
                        definitions(table.exclusions(), Exclusion::definition),
                        definitions(other.exclusions(), Exclusion::definition))
                || areUncertain(expressions(table), expressions(other))
                || indexesAreUncertain(table, other);
    }

    private static <T> List<SqlText> definitions(List<T> parts, Function<T, SqlText> definition) {
        return parts.stream().map(definition).toList();
    }

    private static List<SqlText> expressions(Table table) {
        return table.columns().stream()
                .flatMap(column -> column.generated().stream())
                .map(Generated::expression)
                .toList();
    }

    /** If the other side has none, they are new, however they are spelled. */
    private static boolean areUncertain(List<SqlText> texts, List<SqlText> others) {
        List<String> known = others.stream().map(SqlText::text).toList();
        return !known.isEmpty() && texts.stream().anyMatch(t -> !known.contains(t.text()));
    }

    private static boolean indexesAreUncertain(Table table, Table other) {
        List<Index> known = other.indexes().stream()
                .map(Canonicalizer::asItStands)
                .map(Index::essence)
                .toList();
        return !known.isEmpty()
                && table.indexes().stream()
                        .anyMatch(index -> isExpression(index)
                                && !known.contains(asItStands(index).essence()));
    }

    private static boolean isExpression(Index index) {
        return index.predicate().isPresent() || !index.keys().stream().allMatch(Index.Key::column);
    }

    private Pair answered(Schema from, Schema to) {
        return new Pair(from.mapTables(this::answered), to.mapTables(this::answered));
    }

    private Table answered(Table asked) {
        Table table = questions.answer(asked);
        return new Table(
                table.name(),
                table.columns().stream()
                        .map(column -> asItStands(questions.answer(column).orElse(column)))
                        .toList(),
                table.primaryKey(),
                table.uniques(),
                table.foreignKeys(),
                table.checks().stream()
                        .map(check -> check.withDefinition(asItStands(check.definition())))
                        .toList(),
                table.exclusions().stream()
                        .map(exclusion -> exclusion.withDefinition(asItStands(exclusion.definition())))
                        .toList(),
                table.indexes().stream().map(Canonicalizer::asItStands).toList(),
                table.options());
    }

    private static Column asItStands(Column column) {
        return isCanonical(column)
                ? column
                : column.withType(asItStands(column.type()))
                        .withDefault(column.defaultValue().map(Canonicalizer::asItStands))
                        .withGenerated(
                                column.generated().map(g -> new Generated(asItStands(g.expression()), g.stored())));
    }

    private static boolean isCanonical(Column column) {
        return column.type().canonical()
                && column.defaultValue().map(SqlText::canonical).orElse(true)
                && column.generated().map(g -> g.expression().canonical()).orElse(true);
    }

    private static Index asItStands(Index index) {
        return index.canonical()
                ? index
                : index.spelled(
                        index.keys().stream().map(Canonicalizer::asItStands).toList(),
                        index.predicate().map(Canonicalizer::asItStands));
    }

    private static Index.Key asItStands(Index.Key key) {
        return new Index.Key(
                key.expression(),
                key.column(),
                key.collation(),
                key.operatorClass(),
                key.direction(),
                key.nulls(),
                true);
    }

    private static SqlText asItStands(SqlText text) {
        return SqlText.canonical(text.text());
    }
}
