package io.evolua.engine.command;

import io.evolua.engine.history.Runner;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Flyway's repeatable scripts in an upgrade: they say how things are at the heads, and so run when nothing is pending. */
final class Repeating {

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
    List<String> after(Runner runner, boolean applied, boolean complete) throws SQLException {
        List<Script> all = scripts.others().repeatable();
        List<Script> done = runner.conclude(complete ? all : List.of(), applied);
        if (!complete && !all.isEmpty()) {
            return List.of("Repeatable scripts run when no revision is pending any more: " + names(all));
        }
        return done.isEmpty() ? List.of() : List.of("Ran repeatable scripts: " + names(done));
    }

    private static String names(List<Script> scripts) {
        return scripts.stream().map(Script::name).collect(Collectors.joining(", "));
    }
}
