package io.evolua.engine.safety;

import io.evolua.engine.history.PlannedStep;
import io.evolua.engine.history.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What statements will do to the tables of a database. Nothing is changed, and no lock is taken that anybody notices. */
public final class Outlook {

    private Outlook() {}

    /**
     * A statement and what it does.
     *
     * @param tables those that are there and that it touches
     * @param instead a form that keeps others away for a shorter time; none for tables that are new
     */
    public record Statement(SqlStatement sql, List<OnTable> tables, Optional<String> instead) {

        public Statement {
            tables = List.copyOf(tables);
        }
    }

    /**
     * What a statement does to a table that is there.
     *
     * @param rows the planner's estimate; empty if the table was never analyzed
     * @param bytes its size with indexes
     */
    public record OnTable(String table, LockMode lock, Work work, OptionalLong rows, long bytes) {}

    /** The statements of each step, in order. What was measured takes the place of what words tell. */
    public static List<List<Statement>> of(Connection connection, List<PlannedStep> steps, Measured measured)
            throws SQLException {
        TableFacts facts = new TableFacts(connection);
        List<List<Statement>> outlook = new ArrayList<>();
        for (PlannedStep step : steps) {
            List<Statement> statements = new ArrayList<>();
            for (SqlStatement sql : step.script().statements()) {
                statements.add(statement(facts, sql, measured));
                facts.ran(sql.text());
            }
            outlook.add(statements);
        }
        return outlook;
    }

    private static Statement statement(TableFacts facts, SqlStatement sql, Measured measured) throws SQLException {
        Effect effect = Effects.of(sql.text());
        List<Touch> touches = new ArrayList<>(facts.resolved(effect));
        if (sql.text().toLowerCase(Locale.ROOT).startsWith("drop table")) {
            for (Touch dropped : List.copyOf(touches)) {
                touches.addAll(facts.referredTo(dropped));
            }
        }
        List<OnTable> tables = new ArrayList<>();
        for (Touch touch : touches) {
            Touch known = measured.corrected(sql, touch);
            Optional<TableFacts.Size> size = facts.size(touch.table());
            size.ifPresent(
                    s -> tables.add(new OnTable(touch.table(), known.lock(), known.work(), s.rows(), s.bytes())));
        }
        boolean worthwhile = tables.stream()
                .anyMatch(
                        table -> table.work() != Work.METADATA || effect.index().isPresent());
        return new Statement(sql, tables, worthwhile ? effect.instead() : Optional.empty());
    }
}
