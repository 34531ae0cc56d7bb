package io.evolua.engine.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.jdbc.PgConnection;

/**
 * A step as it would be run.
 *
 * @param inTransaction whether the script and its row are one transaction
 * @param guards what must hold before its statements, and whether it does
 */
public record PlannedStep(Step step, SqlScript script, boolean inTransaction, List<Asked> guards) {

    public PlannedStep {
        guards = List.copyOf(guards);
    }

    /**
     * A guard and its answer.
     *
     * @param rows how many contradict it now; empty if that cannot be known before the script runs
     */
    public record Asked(Guard guard, Optional<Long> rows) {}

    /**
     * Reads the scripts and asks their guards, as the runner does before it runs any; nothing is changed.
     *
     * @throws io.evolua.engine.RefusedException if a script is missing or cannot be run as it stands
     */
    public static List<PlannedStep> of(Connection connection, List<Step> steps) throws SQLException {
        PgConnection session = connection.unwrap(PgConnection.class);
        List<PreparedStep> prepared = steps.stream().map(PreparedStep::of).toList();
        List<Foresight.Early> early = Foresight.early(prepared);
        List<PlannedStep> planned = new ArrayList<>();
        for (PreparedStep step : prepared) {
            List<Asked> guards = new ArrayList<>();
            for (SqlStatement statement : step.script().statements()) {
                for (Guard guard : statement.guards()) {
                    guards.add(new Asked(guard, rows(session, step, guard, early)));
                }
            }
            planned.add(new PlannedStep(step.step(), step.script(), step.inTransaction(), guards));
        }
        return planned;
    }

    private static Optional<Long> rows(
            PgConnection session, PreparedStep step, Guard guard, List<Foresight.Early> early) {
        for (Foresight.Early each : early) {
            if (each.step().equals(step) && each.guard().equals(guard)) {
                try {
                    return Foresight.rows(session, each);
                } catch (SQLException e) {
                    return Optional.empty(); // Its own turn will tell.
                }
            }
        }
        return Optional.empty();
    }
}
