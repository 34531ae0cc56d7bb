package io.evolua.engine.sql;

import io.evolua.engine.change.Change;
import java.util.List;

/** Changes as the text of a script. */
public final class ScriptWriter {

    private ScriptWriter() {}

    /**
     * Writes the changes in their order.
     *
     * @return the statements, each ended by a semicolon and a line end, a blank line between changes, and before a change
     *     that can go wrong a comment that says how; empty for no changes
     */
    public static String script(List<Change> changes) {
        StringBuilder script = new StringBuilder();
        for (Change change : changes) {
            List<String> statements = SqlWriter.statements(change);
            if (statements.isEmpty() && change.hazard().isEmpty()) {
                continue; // It happens by itself, as with the rights on what is dropped.
            }
            if (!script.isEmpty()) {
                script.append('\n');
            }
            change.hazard()
                    .ifPresent(
                            text -> script.append("-- ").append(oneLine(text)).append('\n'));
            for (String statement : statements) {
                script.append(statement).append(";\n");
            }
        }
        return script.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
