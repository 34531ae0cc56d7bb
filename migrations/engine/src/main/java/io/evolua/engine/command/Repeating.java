package io.evolua.engine.command;

import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.RepeatableHistory;
import io.evolua.engine.history.Runner;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Flyway's repeatable scripts in an upgrade: they say how things are at the heads, and so run when nothing is pending. */
final class Repeating {

    private static final String LATER = "Repeatable scripts run when no revision is pending any more: ";

    private final ScriptDirectory scripts;

    Repeating(ScriptDirectory scripts) {
        this.scripts = scripts;
    }

    /**
     * Runs those that changed.
     *
     * @param applied whether revisions were applied
     * @param complete whether all revisions are
     * @return what to tell about it
     */
    Migration.Ending after(Runner runner, boolean applied, boolean complete) throws SQLException {
        List<Script> all = scripts.others().repeatable();
        Runner.Concluded concluded = runner.conclude(complete ? all : List.of(), applied);
        List<Script> done = concluded.done();
        if (!complete && !all.isEmpty()) {
            return new Migration.Ending(List.of(LATER + names(all)), 0);
        }
        return new Migration.Ending(
                done.isEmpty() ? List.of() : List.of("Ran repeatable scripts: " + names(done)), concluded.left());
    }

    /**
     * What there is to tell about them before anything is run.
     *
     * @param complete whether all revisions will be applied
     */
    List<String> foreseen(AppliedRevisions history, boolean complete) {
        List<Script> pending = history.repeatable(scripts.others().repeatable())
                .map(RepeatableHistory::pending)
                .orElse(List.of());
        return pending.isEmpty()
                ? List.of()
                : List.of((complete ? "Repeatable scripts run: " : LATER) + names(pending));
    }

    private static String names(List<Script> scripts) {
        return scripts.stream().map(Script::name).collect(Collectors.joining(", "));
    }
}
