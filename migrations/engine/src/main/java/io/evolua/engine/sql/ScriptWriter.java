package io.evolua.engine.sql;

import io.evolua.engine.change.Change;
import io.evolua.engine.change.PossibleRename;
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
        return script(changes, List.of());
    }

    /**
     * Writes the changes in their order, as {@link #script(List)} does.
     *
     * @param possibleRenames are named before the removals that they would spare
     */
    public static String script(List<Change> changes, List<PossibleRename> possibleRenames) {
        StringBuilder script = new StringBuilder();
        for (Change change : changes) {
            if (!script.isEmpty()) {
                script.append('\n');
            }
            possibleRenames.stream()
                    .filter(rename -> rename.removal().equals(change))
                    .forEach(rename -> comment(script, rename.hint()));
            change.hazard().ifPresent(hazard -> comment(script, hazard));
            for (String statement : SqlWriter.statements(change)) {
                script.append(statement).append(";\n");
            }
        }
        return script.toString();
    }

    private static void comment(StringBuilder script, String text) {
        script.append("-- ").append(oneLine(text)).append('\n');
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
