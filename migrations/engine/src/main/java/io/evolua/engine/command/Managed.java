package io.evolua.engine.command;

import io.evolua.engine.change.Change;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.selection.PartialTarget;
import io.evolua.engine.selection.SchemaObject;
import io.evolua.engine.selection.Surplus;
import io.evolua.engine.sql.ScriptWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a database's revisions created, as opposed to what others did. The applied ones are replayed where nothing is yet;
 * what is there afterwards is theirs.
 */
final class Managed {

    private final CommandContext context;

    Managed(CommandContext context) {
        this.context = context;
    }

    /**
     * A target without what would be dropped and is not ours to drop.
     *
     * @param target with what is unmanaged as it is
     */
    record Result(Schema target, Unmanaged unmanaged) {}

    /**
     * Keeps what no revision created. Where the target has all that the database has, nothing is asked of it.
     *
     * @param connection to the database that {@code from} was read of, in autocommit mode
     * @param renames what {@code from} has under new names already, and the revisions have not
     * @throws io.evolua.engine.RefusedException if the role may not try out scripts
     */
    Result keep(Connection connection, Schema from, Schema target, List<Change> renames) throws SQLException {
        SortedSet<SchemaObject> surplus = Surplus.of(from, target);
        if (surplus.isEmpty()) {
            return new Result(target, Unmanaged.NONE);
        }
        List<String> remarks = new ArrayList<>();
        Schema ours = replay(connection, renames, remarks);
        Set<SchemaObject> others = new HashSet<>();
        for (SchemaObject object : surplus) {
            if (!Surplus.has(ours, object, from)) {
                others.add(object);
            }
        }
        Schema kept =
                PartialTarget.of(from, target, object -> !others.contains(object) && !object.isPartOfOneOf(others));
        List<SchemaObject> stay = surplus.stream()
                .filter(object -> others.contains(object) && Surplus.has(kept, object, from))
                .toList();
        return new Result(kept, new Unmanaged(stay, remarks));
    }

    private Schema replay(Connection connection, List<Change> renames, List<String> remarks) throws SQLException {
        List<SqlScript> scripts = applied(connection);
        if (scripts.isEmpty()) {
            return Schema.empty();
        }
        try (Scratch scratch = Scratch.open(connection)) {
            List<String> failures = new ArrayList<>();
            scripts.forEach(script -> failures.addAll(scratch.runWhatRuns(script)));
            if (!failures.isEmpty()) {
                remarks.add("Revisions were replayed to know what they created. What these statements made counts as"
                        + " unmanaged, because they need what was there before:\n  " + String.join("\n  ", failures));
            }
            // One that fails renames what is not theirs.
            scratch.runWhatRuns(SqlScript.parse("--rename", ScriptWriter.script(renames)));
            return scratch.read();
        }
    }

    private List<SqlScript> applied(Connection connection) throws SQLException {
        if (!context.scripts().exist()) {
            return List.of();
        }
        AppliedRevisions history = Migration.read(connection, context.historyTable());
        RevisionGraph graph = Migration.graph(context.loadScripts(), history);
        return graph.order().stream()
                .filter(revision -> history.isApplied(revision.id()))
                .map(Revision::up)
                .map(SqlScript::parse)
                .toList();
    }
}
