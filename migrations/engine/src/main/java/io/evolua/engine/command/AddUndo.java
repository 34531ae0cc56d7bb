package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.change.Rename;
import io.evolua.engine.change.Renames;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.scratch.Inventory;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.sql.ScriptWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * Writes the scripts that take back revisions which have none: from what the revisions make of an empty schema, and proven
 * by taking it back there.
 */
public final class AddUndo {

    /** What writes rows, or may. */
    private static final Pattern DATA = Pattern.compile(
            "(?:insert|update|delete|merge|truncate|copy|do|call|select(?!\\s+(?:pg_catalog\\.)?set_config\\b)|with|execute)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern RENAME =
            Pattern.compile("alter\\b.*\\brename\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final CommandContext context;

    public AddUndo(CommandContext context) {
        this.context = context;
    }

    /**
     * What was written.
     *
     * @param revision what the script takes back
     * @param changes what it does
     * @param lines of the up script whose rows do not come back
     */
    public record Written(RevisionInfo revision, Path file, List<Change> changes, List<Integer> lines) {

        public Written {
            changes = List.copyOf(changes);
            lines = List.copyOf(lines);
        }
    }

    /**
     * Writes what is missing. Either all of it is proven and written, or nothing is.
     *
     * @param names revisions by any of their names; none for all that have no script
     * @throws io.evolua.engine.UsageException if a name means no revision, or no database is named to try it out in
     * @throws RefusedException if a revision has a script, cannot be replayed, or would not be taken back
     */
    public List<Written> run(List<String> names) {
        context.requireDatabase();
        ScriptDirectory scripts = context.loadSoundScripts();
        List<Revision> wanted = wanted(scripts, names);
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<Revision, Undo> undone = context.onDatabase(connection -> {
            try (ScratchPosition position = new ScratchPosition(connection)) {
                Map<Revision, Undo> found = new LinkedHashMap<>();
                for (Revision revision : wanted) {
                    Scratch before = position.after(below(scripts.graph(), revision));
                    found.put(revision, undo(before, revision));
                }
                return found;
            }
        });
        Map<Revision, String> texts = new LinkedHashMap<>();
        undone.forEach((revision, undo) -> texts.put(revision, undo.text()));
        List<Path> files = scripts.writeUndo(texts);
        List<Written> written = new ArrayList<>();
        for (Map.Entry<Revision, Undo> each : undone.entrySet()) {
            written.add(new Written(
                    RevisionInfo.of(each.getKey()),
                    files.get(written.size()),
                    each.getValue().changes(),
                    each.getValue().lines()));
        }
        return written;
    }

    private static List<Revision> wanted(ScriptDirectory scripts, List<String> names) {
        Set<Revision> named = new HashSet<>();
        for (String name : names) {
            Revision revision = scripts.names().resolve(name);
            if (revision.down().isPresent()) {
                throw new RefusedException(revision + " has an undo script already, which is not overwritten: "
                        + revision.down().get().display());
            }
            named.add(revision);
        }
        return scripts.graph().order().stream()
                .filter(revision -> names.isEmpty() ? revision.down().isEmpty() : named.contains(revision))
                .toList();
    }

    /** @param all what is there, also of kinds that are not compared */
    private record Outcome(Schema schema, SortedSet<String> all) {}

    private record Undo(String text, List<Change> changes, List<Integer> lines) {}

    private static List<Revision> below(RevisionGraph graph, Revision revision) {
        Set<RevisionId> below = graph.withAncestors(revision.id());
        return graph.order().stream()
                .filter(each -> !each.id().equals(revision.id()) && below.contains(each.id()))
                .toList();
    }

    /** @param scratch with all that comes before it */
    private static Undo undo(Scratch scratch, Revision revision) {
        SqlScript script = SqlScript.parse(revision.up());
        Outcome before = replay(scratch);
        Outcome after = replay(scratch, script);
        List<Change> changes = changes(scratch, script, before.schema(), after.schema());
        List<Integer> lines = script.statements().stream()
                .filter(statement -> DATA.matcher(statement.text()).matches())
                .map(SqlStatement::line)
                .toList();
        String text = (script.java().isPresent() ? comment(revision, "") : comment(revision, lines))
                + ScriptWriter.wayBack(changes);
        Undo undo = new Undo(
                changes.isEmpty() ? text + "-- The schema is as it was before.\n" : text,
                Change.invert(changes),
                lines);
        Outcome back = replay(scratch, script, SqlScript.parse("the undo script of " + revision, undo.text()));
        requireSame(revision, before, back);
        return undo;
    }

    private static void requireSame(Revision revision, Outcome before, Outcome back) {
        List<String> left = new ArrayList<>(SchemaDiff.between(back.schema(), before.schema()).stream()
                .map(Change::describe)
                .toList());
        if (left.isEmpty()) {
            back.all().stream().filter(object -> !before.all().contains(object)).forEach(o -> left.add("drop " + o));
            before.all().stream().filter(object -> !back.all().contains(object)).forEach(o -> left.add("create " + o));
        }
        if (!left.isEmpty()) {
            throw new RefusedException(
                    "The undo script of " + revision + " would not leave what was before. Still to do: "
                            + String.join("; ", left) + ". Nothing was written. Write it by hand.");
        }
    }

    private static String comment(Revision revision, List<Integer> lines) {
        return lines.isEmpty()
                ? ""
                : comment(
                        revision,
                        (lines.size() == 1 ? " in line " : " in lines ")
                                + String.join(
                                        ", ",
                                        lines.stream().map(String::valueOf).toList()));
    }

    private static String comment(Revision revision, String where) {
        return "-- What " + revision.up().name() + " does to rows" + where
                + " is not taken back. If it has to be, write it here.\n";
    }

    /** A rename that the script says is one, and not something that goes and something that comes. */
    private static List<Change> changes(Scratch scratch, SqlScript script, Schema before, Schema after) {
        List<Change> plain = SchemaDiff.between(before, after);
        List<Rename> renames = PossibleRename.in(plain).stream()
                .filter(possible -> said(script, possible))
                .map(possible -> Rename.parse(possible.option()))
                .toList();
        if (renames.isEmpty()) {
            return plain;
        }
        List<Change> changes = new ArrayList<>(Renames.of(renames, before, after));
        Schema renamed = replay(scratch, script("the renames", changes)).schema();
        changes.addAll(Renames.following(changes, renamed, after));
        renamed = replay(scratch, script("the renames", changes)).schema();
        changes.addAll(SchemaDiff.between(renamed, after));
        return changes;
    }

    private static boolean said(SqlScript script, PossibleRename possible) {
        return script.statements().stream()
                .map(SqlStatement::text)
                .filter(text -> RENAME.matcher(text).matches())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains(last(possible.from())) && text.contains(last(possible.to())));
    }

    private static String last(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1);
        return end.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private static SqlScript script(String name, List<Change> changes) {
        return SqlScript.parse(name, ScriptWriter.script(changes));
    }

    private static Outcome replay(Scratch scratch, SqlScript... scripts) {
        return scratch.attempt(connection -> {
            for (SqlScript script : scripts) {
                scratch.run(script);
            }
            return new Outcome(scratch.read(), Inventory.of(connection));
        });
    }
}
