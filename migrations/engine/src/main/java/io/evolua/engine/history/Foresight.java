package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.jdbc.PgConnection;

/**
 * Judges, before any script runs, the guards that can be judged already: nothing that runs before them changes what they
 * look at. The others are judged when their turn comes.
 */
final class Foresight {

    private static final Pattern REQUIRED =
            Pattern.compile("(select count\\(\\*\\) from (\\S+|\"[^\"]+\")) where (\\S+|\"[^\"]+\") is null");

    private final PgConnection connection;
    private final List<SqlStatement> before = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    private Foresight(PgConnection connection) {
        this.connection = connection;
    }

    /**
     * Looks ahead, in a transaction that is rolled back.
     *
     * @throws RefusedException if scripts would fail on rows that are there, naming every guard that says so
     */
    static void look(PgConnection connection, List<PreparedStep> steps) throws SQLException {
        boolean guarded = steps.stream()
                .flatMap(step -> step.script().statements().stream())
                .anyMatch(statement -> !statement.guards().isEmpty());
        if (guarded) {
            new Foresight(connection).look(steps);
        }
    }

    private void look(List<PreparedStep> steps) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (PreparedStep step : steps) {
                for (SqlStatement statement : step.script().statements()) {
                    for (Guard guard : statement.guards()) {
                        judge(step, guard);
                    }
                    before.add(statement);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (!violations.isEmpty()) {
            throw new RefusedException("The rows that are there would make the scripts fail. Nothing was run.\n  "
                    + String.join("\n  ", violations)
                    + "\nFill the place above the line in the script, or mend the rows; then run this again.");
        }
    }

    private void judge(PreparedStep step, Guard guard) throws SQLException {
        RowWrites writes = new RowWrites(guard.query());
        if (before.stream().anyMatch(writes::possibleIn)) {
            return;
        }
        try {
            GuardCheck check = new GuardCheck(connection);
            GuardCheck.Count count = check.count(guard.query());
            Optional<Long> rows =
                    count.missingColumn() ? check.count(inNewColumn(guard)).rows() : count.rows();
            rows.filter(number -> number > 0)
                    .ifPresent(number -> violations.add(
                            step.script().name() + ":" + guard.line() + ": " + guard.violatedBy(number)));
        } catch (SQLException e) {
            if (LockRetries.wantedLock(e)) {
                throw e;
            }
            // It will be judged in its turn, and the reason told there if it remains.
            return;
        }
    }

    /** A column that is about to be added without a default has no value in any row. */
    private String inNewColumn(Guard guard) {
        Matcher query = REQUIRED.matcher(guard.query());
        if (!query.matches()) {
            return guard.query();
        }
        Pattern addition = Pattern.compile("alter table " + Pattern.quote(query.group(2)) + " add column "
                + Pattern.quote(query.group(3)) + " (?![^,]*\\b(?:default|generated|serial|bigserial)\\b)[^,]*");
        boolean added = before.stream().anyMatch(s -> addition.matcher(s.text()).matches());
        return added ? query.group(1) : guard.query();
    }
}
