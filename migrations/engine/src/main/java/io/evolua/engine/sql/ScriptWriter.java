package io.evolua.engine.sql;

import io.evolua.engine.change.AddConstraint;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.CreateTable;
import io.evolua.engine.change.DropConstraint;
import io.evolua.engine.change.PossibleRename;
import java.util.List;

/** Changes as the text of a script. */
public final class ScriptWriter {

    private ScriptWriter() {}

    /**
     * Writes the changes in their order.
     *
     * @return the statements, each ended by a semicolon and a line end, a blank line between changes, and before a change
     *     that can go wrong a comment that says how, with the place to mend rows and a guard where rows can be in the
     *     way; empty for no changes
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
            List<String> guards = mayFindRows(change, changes) ? RowGuards.of(change) : List.of();
            if (guards.isEmpty() || change.dataLoss().isPresent()) {
                change.hazard().ifPresent(hazard -> comment(script, hazard));
            }
            boolean open = true;
            for (String statement : SqlWriter.statements(change)) {
                if (open && RowGuards.areAbove(change, statement)) {
                    guards.forEach(line -> comment(script, line));
                    open = false;
                }
                script.append(statement).append(";\n");
            }
        }
        return script.toString();
    }

    /** A table that is new has no rows, and a constraint that stood aside for a moment held before. */
    private static boolean mayFindRows(Change change, List<Change> all) {
        if (!(change instanceof AddConstraint add)) {
            return true;
        }
        return all.stream()
                .noneMatch(other -> (other instanceof CreateTable create
                                && create.table().name().equals(add.table()))
                        || (other instanceof DropConstraint drop
                                && drop.table().equals(add.table())
                                && drop.constraint()
                                        .named("")
                                        .equals(add.constraint().named(""))));
    }

    private static void comment(StringBuilder script, String text) {
        script.append("-- ").append(oneLine(text)).append('\n');
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
