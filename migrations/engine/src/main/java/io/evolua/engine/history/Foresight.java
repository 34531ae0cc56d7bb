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
    private final List<String> violations = new ArrayList<>();

    private Foresight(PgConnection connection) {
        this.connection = connection;
    }

    /**
     * A guard that can be judged before anything runs.
     *
     * @param step whose script holds it
     * @param inNewColumn what counts the same while a column is not there yet that a script adds without a default, and
     *     so without a value in any row; the guard's own query if there is no such column
     */
    record Early(PreparedStep step, Guard guard, String inNewColumn) {}

    /** The guards of these steps, in order, that nothing which runs before them can change. */
    static List<Early> early(List<PreparedStep> steps) {
        List<Early> early = new ArrayList<>();
        List<SqlStatement> before = new ArrayList<>();
        for (PreparedStep step : steps) {
            if (step.script().java().isPresent()) {
                break; // It may write anything.
            }
            for (SqlStatement statement : step.script().statements()) {
                for (Guard guard : statement.guards()) {
                    RowWrites writes = new RowWrites(guard.query());
                    if (before.stream().noneMatch(writes::possibleIn)) {
                        early.add(new Early(step, guard, inNewColumn(guard, before)));
                    }
                }
                before.add(statement);
            }
        }
        return early;
    }

    /**
     * Looks ahead, in a transaction that is rolled back.
     *
     * @throws RefusedException if scripts would fail on rows that are there, naming every guard that says so
     */
    static void look(PgConnection connection, List<PreparedStep> steps) throws SQLException {
        List<Early> early = early(steps);
        if (!early.isEmpty()) {
            new Foresight(connection).judgeAll(early);
        }
    }

    private void judgeAll(List<Early> early) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (Early each : early) {
                judge(each);
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

    private void judge(Early early) throws SQLException {
        try {
            rows(connection, early)
                    .filter(number -> number > 0)
                    .ifPresent(number -> violations.add(early.step().script().name() + ":"
                            + early.guard().line() + ": " + early.guard().violatedBy(number)));
        } catch (SQLException e) {
            if (LockRetries.wantedLock(e)) {
                throw e;
            }
            // It will be judged in its turn, and the reason told there if it remains.
            return;
        }
    }

    /** How many rows contradict it now; empty if something that it names does not exist. */
    static Optional<Long> rows(PgConnection connection, Early early) throws SQLException {
        GuardCheck check = new GuardCheck(connection);
        GuardCheck.Count count = check.count(early.guard().query());
        return count.missingColumn() ? check.count(early.inNewColumn()).rows() : count.rows();
    }

    /** A column that is about to be added without a default has no value in any row. */
    private static String inNewColumn(Guard guard, List<SqlStatement> before) {
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
