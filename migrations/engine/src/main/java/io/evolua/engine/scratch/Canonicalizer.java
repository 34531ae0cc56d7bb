package io.evolua.engine.scratch;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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
            if (checksAreUncertain(table, counterpart.get())) {
                questions.checks(table);
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

    private static boolean checksAreUncertain(Table table, Table other) {
        List<String> known =
                other.checks().stream().map(c -> c.definition().text()).toList();
        return !other.checks().isEmpty()
                && table.checks().stream().map(Check::definition).anyMatch(d -> !known.contains(d.text()));
    }

    private Pair answered(Schema from, Schema to) {
        return new Pair(from.mapTables(this::answered), to.mapTables(this::answered));
    }

    private Table answered(Table table) {
        return table.withColumns(table.columns().stream()
                        .map(column -> questions
                                .answer(column)
                                .orElse(column.withType(
                                                SqlText.canonical(column.type().text()))
                                        .withDefault(column.defaultValue().map(d -> SqlText.canonical(d.text())))))
                        .toList())
                .withChecks(table.checks().stream()
                        .map(check -> new Check(
                                check.name(),
                                check.nameChosen(),
                                questions
                                        .answer(table.name(), check)
                                        .orElse(SqlText.canonical(
                                                check.definition().text()))))
                        .toList());
    }
}
