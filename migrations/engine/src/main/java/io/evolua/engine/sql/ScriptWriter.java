package io.evolua.engine.sql;

import io.evolua.engine.change.AddColumn;
import io.evolua.engine.change.AddConstraint;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.CreateIndex;
import io.evolua.engine.change.CreateTable;
import io.evolua.engine.change.DropConstraint;
import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.PartitionOf;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.List;
import java.util.Optional;

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
        return script(changes, possibleRenames, false);
    }

    /**
     * Writes the way back from the changes. Rows that lost a required value on the way get one that stands in for it,
     * where any value will do.
     */
    public static String wayBack(List<Change> changes) {
        return script(Change.invert(changes), List.of(), true);
    }

    private static String script(List<Change> changes, List<PossibleRename> possibleRenames, boolean back) {
        StringBuilder script = new StringBuilder();
        for (Change change : changes) {
            List<String> statements = SqlWriter.statements(change);
            if (statements.isEmpty() && change.hazard().isEmpty()) {
                continue; // It happens by itself, as with the rights on what is dropped.
            }
            if (!script.isEmpty()) {
                script.append('\n');
            }
            possibleRenames.stream()
                    .filter(rename -> rename.removal().equals(change))
                    .forEach(rename -> comment(script, rename.hint()));
            List<String> guards =
                    mayFindRows(change, changes) ? RowGuards.of(change, standIn(change, changes, back)) : List.of();
            Optional<String> said = guards.isEmpty() ? change.hazard() : change.effect();
            said.ifPresent(text -> comment(script, text));
            boolean open = true;
            for (String statement : statements) {
                if (open && RowGuards.areAbove(change, statement)) {
                    guards.forEach(line -> script.append(line).append('\n'));
                    open = false;
                }
                script.append(statement).append(";\n");
            }
        }
        return script.toString();
    }

    /** A table that is new has no rows, and a constraint that stood aside for a moment held before. */
    private static boolean mayFindRows(Change change, List<Change> all) {
        if (change instanceof CreateTable made
                && made.table().options().partitionOf().isPresent()) {
            PartitionOf place = made.table().options().partitionOf().get();
            return all.stream()
                    .noneMatch(other -> other instanceof CreateTable create
                            && create.table().name().equals(place.parent()));
        }
        if (!(change instanceof AddConstraint add)) {
            return true;
        }
        return all.stream()
                .noneMatch(other -> (other instanceof CreateTable create
                                && create.table().name().equals(add.table()))
                        || (other instanceof DropConstraint drop
                                && drop.table().equals(add.table())
                                && drop.constraint()
                                        .essence()
                                        .equals(add.constraint().essence())));
    }

    /** None where rows must differ, or refer to others, or satisfy a check. */
    private static Optional<String> standIn(Change change, List<Change> all, boolean back) {
        if (!back || !(change instanceof AddColumn add)) {
            return Optional.empty();
        }
        boolean anyWillDo = all.stream()
                .noneMatch(other -> (other instanceof AddConstraint constraint
                                && constraint.table().equals(add.table())
                                && mayMention(
                                        constraint.constraint(), add.column().name()))
                        || (other instanceof CreateIndex create
                                && create.table().equals(add.table())
                                && create.index().unique()));
        return anyWillDo ? add.standIn() : Optional.empty();
    }

    private static boolean mayMention(Constraint constraint, String column) {
        if (constraint instanceof PrimaryKey key) {
            return key.columns().contains(column);
        }
        if (constraint instanceof UniqueConstraint unique) {
            return unique.columns().contains(column);
        }
        return !(constraint instanceof ForeignKey key) || key.columns().contains(column);
    }

    private static void comment(StringBuilder script, String text) {
        script.append("-- ").append(oneLine(text)).append('\n');
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
