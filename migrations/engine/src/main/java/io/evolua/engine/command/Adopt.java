package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.catalog.SeedRowReader;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.AppliedRevision;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.revision.NewRevision;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.scratch.Canonicalizer;
import io.evolua.engine.scratch.Inventory;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.selection.Selection;
import io.evolua.engine.sql.ScriptWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Makes the first revision of a database that has a schema and no revisions, proven to make the same schema where nothing
 * is yet, and records it as applied. Rows are not in it, but for those that belong to the schema.
 */
public final class Adopt {

    private static final String UP = "-- What was there when the database was adopted. Its rows are not here.\n\n";

    private final CommandContext context;
    private final ModelSettings settings;

    /** @param settings which schemas and objects are taken; a persistence unit says which rows belong to the schema */
    public Adopt(CommandContext context, ModelSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * What was written.
     *
     * @param revisions the first one; several if it is too much for one transaction
     * @param changes what they make
     * @param files their scripts
     * @param notTaken what else is there, of kinds that are not compared; nothing if only a part was chosen
     */
    public record Result(List<RevisionInfo> revisions, List<Change> changes, List<Path> files, List<String> notTaken) {

        public Result {
            revisions = List.copyOf(revisions);
            changes = List.copyOf(changes);
            files = List.copyOf(files);
            notTaken = List.copyOf(notTaken);
        }
    }

    /**
     * Adopts the database. Nothing is written before it is proven. If a run before this one was cut off after it wrote the
     * scripts, they are recorded.
     *
     * @param message what the revision is called
     * @param prepare makes the folders that the scripts go to, once it is proven
     * @throws io.evolua.engine.UsageException if no database is named
     * @throws RefusedException if there are revisions, here or in the history; if there is nothing to adopt; or if what is
     *     there cannot be made again, naming the differences
     */
    public Result run(String message, Runnable prepare) {
        context.requireDatabase();
        List<Revision> there = cutOff();
        Proven proven = context.onDatabase(connection -> proven(connection, there));
        List<Change> changes = proven.changes();
        if (changes.isEmpty()) {
            throw new RefusedException("There is nothing in the database that could be adopted. Nothing was written.");
        }
        List<NewRevision> wanted = Portioned.of(
                message,
                changes,
                portion -> UP + ScriptWriter.script(portion),
                Placement.after(List.of()),
                context.clock());
        if (!there.isEmpty() && !areWritten(wanted, there)) {
            throw adopted(there);
        }
        prepare.run();
        List<Revision> written = there.isEmpty() ? context.loadSoundScripts().writeInLine(wanted) : there;
        List<Path> files = written.stream()
                .flatMap(revision -> Stream.concat(Stream.of(revision.up()), revision.down().stream()))
                .map(Script::file)
                .toList();
        try {
            new Stamp(context).run(List.of("head"), false);
        } catch (RefusedException e) {
            delete(files);
            throw e;
        }
        return new Result(RevisionInfo.of(written), changes, files, proven.notTaken());
    }

    /** What an adoption wrote that was cut off before it was recorded; nothing if there are no revisions. */
    private List<Revision> cutOff() {
        if (context.scripts().parts().stream().noneMatch(Files::isDirectory)) {
            return List.of();
        }
        List<Revision> there = context.loadScripts().graph().order();
        if (!there.stream().allMatch(revision -> revision.up().text().contains(UP))) {
            throw adopted(there);
        }
        return there;
    }

    private static RefusedException adopted(List<Revision> there) {
        return new RefusedException("There are revisions already, the first of them " + there.get(0)
                + ": a database is adopted once, as the first revision. What the database has besides: evolua diff"
                + " --from revisions --to database");
    }

    private static boolean areWritten(List<NewRevision> wanted, List<Revision> there) {
        boolean same = wanted.size() == there.size();
        for (int i = 0; same && i < there.size(); i++) {
            Optional<Script> down = there.get(i).down();
            same = there.get(i).up().text().endsWith(wanted.get(i).upSql().stripTrailing() + "\n")
                    && down.isPresent()
                    && down.get().text().endsWith(wanted.get(i).downSql().stripTrailing() + "\n");
        }
        return same;
    }

    private record Proven(List<Change> changes, List<String> notTaken) {}

    private Proven proven(Connection connection, List<Revision> there) throws SQLException {
        HistoryTable table = HistoryTable.on(connection, context.historyTable());
        AppliedRevisions history = table.read(connection);
        if (!history.applied().isEmpty() && !there.isEmpty()) {
            throw adopted(there);
        }
        if (!history.applied().isEmpty()) {
            throw new RefusedException("The history " + table + " knows revisions already ("
                    + history.applied().stream()
                            .map(AppliedRevision::script)
                            .findFirst()
                            .orElseThrow()
                    + " …), and their scripts are not here. Bring them, instead of adopting the database.");
        }
        String defaultSchema = CatalogReader.defaultSchema(connection);
        QualifiedName historyName = Snapshot.history(connection, context.historyTable());
        Set<SeedRow> rows = settings.classpath().isEmpty()
                ? Set.of()
                : Units.read(settings.classpath(), settings.unit()).seedRows(defaultSchema);
        Scope scope = Scope.defaultSchema().with(settings.schemas());
        Schema live = Snapshot.of(connection, scope, historyName, rows, List.of());
        Schema target = Choice.of(settings, defaultSchema, historyName, Optional.empty(), Optional.empty())
                .target(Schema.empty(), live);
        List<Change> changes = SchemaDiff.between(Schema.empty(), target);
        if (changes.isEmpty()) {
            return new Proven(changes, List.of());
        }
        SortedSet<String> notTaken = Inventory.of(connection);
        notTaken.removeIf(object -> object.equals("table " + table)
                || object.equals("index " + table + "_pk")
                || object.equals("index " + table + "_s_idx"));
        notTaken.removeAll(prove(connection, target, changes, rows));
        return new Proven(changes, settings.selection().equals(Selection.ALL) ? List.copyOf(notTaken) : List.of());
    }

    /** There and back again, where nothing is; returns all that is there in between. */
    private static SortedSet<String> prove(
            Connection connection, Schema target, List<Change> changes, Set<SeedRow> rows) throws SQLException {
        SqlScript up = SqlScript.parse("the first revision", ScriptWriter.script(changes));
        SqlScript down = SqlScript.parse("its way back", ScriptWriter.wayBack(changes));
        Schema made;
        Schema left;
        SortedSet<String> all;
        try (Scratch scratch = Scratch.open(connection)) {
            scratch.run(up);
            made = SeedRowReader.read(connection, scratch.read(), rows);
            all = Inventory.of(connection);
            scratch.run(down);
            left = scratch.read();
        } catch (RefusedException e) {
            throw new RefusedException(
                    e.getMessage() + "\nNothing was written. Leave it out with --exclude, or take in what it"
                            + " needs with --schemas.",
                    e);
        }
        Canonicalizer.Pair pair = Canonicalizer.resolve(connection, made, target);
        refuse(SchemaDiff.between(pair.from(), pair.to()), "The first revision would not make what is there. It lacks");
        refuse(SchemaDiff.between(left, Schema.empty()), "The way back would not take all of it away. It leaves");
        return all;
    }

    private static void refuse(List<Change> differences, String what) {
        if (!differences.isEmpty()) {
            throw new RefusedException(what + ":\n  "
                    + String.join(
                            "\n  ", differences.stream().map(Change::describe).toList())
                    + "\nNothing was written. Leave it out with --exclude.");
        }
    }

    private void delete(List<Path> files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new RefusedException("The history cannot be written, and the scripts remain: " + files, e);
        }
        context.loadScripts().rehash();
    }
}
