package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.revision.NewRevision;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.sql.ScriptWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a new revision: empty, to be filled by hand, or generated from what the entities have and the database has not. */
public final class Revise {

    private static final String UP_PLACE = "-- Statements that apply the revision.\n";
    private static final String DOWN_PLACE = "-- Statements that take it back.\n";

    private final CommandContext context;
    private final ModelSettings model;
    private final RenameSettings renames;
    private final boolean dataLossAllowed;
    private final Position position;
    private final Optional<AfterWrite> afterWrite;

    public Revise(CommandContext context, ModelSettings model) {
        this(context, model, RenameSettings.NONE, false);
    }

    /** @param dataLossAllowed whether a revision may be generated that destroys data */
    public Revise(CommandContext context, ModelSettings model, RenameSettings renames, boolean dataLossAllowed) {
        this(context, model, renames, dataLossAllowed, Position.BEHIND_HEAD, Optional.empty());
    }

    private Revise(
            CommandContext context,
            ModelSettings model,
            RenameSettings renames,
            boolean dataLossAllowed,
            Position position,
            Optional<AfterWrite> afterWrite) {
        this.context = context;
        this.model = model;
        this.renames = renames;
        this.dataLossAllowed = dataLossAllowed;
        this.position = position;
        this.afterWrite = afterWrite;
    }

    /** The same at another place in the graph. */
    public Revise at(Position other) {
        return new Revise(context, model, renames, dataLossAllowed, other, afterWrite);
    }

    /** The same with a program that is run on the files just written. */
    public Revise withAfterWrite(AfterWrite program) {
        return new Revise(context, model, renames, dataLossAllowed, position, Optional.of(program));
    }

    /**
     * What was written.
     *
     * @param revisions none if there is nothing to change, so that no file was written; several if it is too much for one
     *     transaction
     * @param files the scripts that were written, up before down
     * @param changes what they do, going up
     * @param possibleRenames removals and additions that look like one object under another name
     * @param unmanaged what was left alone because no revision created it
     * @param printed what the program that was run on the files printed
     */
    public record Result(
            List<RevisionInfo> revisions,
            List<Path> files,
            List<Change> changes,
            List<PossibleRename> possibleRenames,
            Unmanaged unmanaged,
            String printed) {}

    /**
     * Writes two scripts without statements.
     *
     * @throws io.evolua.engine.UsageException if the message has no words, the folder cannot be written to, or its
     *     place in the graph names what is not there
     * @throws RefusedException if there are several heads and none was named
     */
    public Result empty(String message) {
        ScriptDirectory scripts = context.loadSoundScripts();
        NewRevision wanted = new NewRevision(message, UP_PLACE, DOWN_PLACE, position.in(scripts), context.clock());
        return result(List.of(scripts.write(wanted)), Comparison.Found.NOTHING);
    }

    /**
     * Writes what leads from one source to the other, up and down; nothing if they are equal.
     *
     * @param from if it is the configured database, all revisions must be applied to it
     * @throws io.evolua.engine.UsageException if the message has no words, the folder cannot be written to, or a source
     *     does not exist
     * @throws RefusedException if there are several heads, revisions are not applied, a source cannot be read, or data
     *     would be destroyed without consent
     */
    public Result autogenerate(String message, Source from, Source to) {
        ScriptDirectory scripts = context.loadSoundScripts();
        Placement placement = position.in(scripts);
        if (from instanceof Source.Database database && database.url().isEmpty()) {
            requireUpToDate();
        }
        Comparison.Found found = new Comparison(context, model, renames).changes(from, to);
        if (found.changes().isEmpty()) {
            return new Result(List.of(), List.of(), List.of(), List.of(), found.unmanaged(), "");
        }
        if (!dataLossAllowed) {
            refuseDataLoss(found);
        }
        List<NewRevision> wanted = Portioned.of(
                message,
                found.changes(),
                portion -> ScriptWriter.script(portion, found.possibleRenames()),
                placement,
                context.clock());
        return result(scripts.writeInLine(wanted), found);
    }

    private static void refuseDataLoss(Comparison.Found found) {
        List<Change> losing = found.changes().stream()
                .filter(change -> change.dataLoss().isPresent())
                .toList();
        if (losing.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("This revision would destroy data:");
        for (Change change : losing) {
            message.append("\n  ")
                    .append(change.describe())
                    .append(". ")
                    .append(change.dataLoss().orElseThrow());
        }
        found.possibleRenames().forEach(rename -> message.append("\n").append(rename.hint()));
        throw new RefusedException(message.append("\nNothing was written. If that is meant, say --allow-data-loss.")
                .toString());
    }

    private void requireUpToDate() {
        List<RevisionInfo> pending = new Current(context).run().pending();
        if (!pending.isEmpty()) {
            throw new RefusedException("The database is not up to date: "
                    + String.join(", ", pending.stream().map(RevisionInfo::id).toList())
                    + " " + (pending.size() == 1 ? "is" : "are")
                    + " not applied, and would be generated once more. Apply first: evolua upgrade head");
        }
    }

    private Result result(List<Revision> written, Comparison.Found found) {
        List<Path> files = written.stream()
                .flatMap(revision -> Stream.concat(Stream.of(revision.up()), revision.down().stream()))
                .map(Script::file)
                .toList();
        String printed = afterWrite.map(program -> program.run(files)).orElse("");
        return new Result(
                written.stream().map(RevisionInfo::of).toList(),
                files,
                found.changes(),
                found.possibleRenames(),
                found.unmanaged(),
                printed);
    }
}
