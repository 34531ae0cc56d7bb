package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.NewRevision;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionNames;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.scratch.Scratch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Joins heads in a new revision, after it has proven that the order of their branches does not matter. */
public final class Merge {

    private final CommandContext context;

    public Merge(CommandContext context) {
        this.context = context;
    }

    /**
     * What was written.
     *
     * @param revision the merge point
     * @param merged what it joins
     * @param files its scripts
     * @param proven whether the branches were replayed in both orders and left the same
     * @param collisions why they do not commute, if that was accepted
     */
    public record Result(
            RevisionInfo revision,
            List<RevisionInfo> merged,
            List<Path> files,
            boolean proven,
            List<String> collisions) {}

    /**
     * Writes a merge point.
     *
     * @param message what it is about; none for one that names what it joins
     * @param position what it joins: all heads if none is named
     * @param orderAccepted whether it may be written although the branches do not commute, or where that cannot be found
     *     out for want of a database
     * @throws io.evolua.engine.UsageException if a name means no revision, or there is no database to prove it in
     * @throws RefusedException if there is nothing to merge, or the branches do not commute, naming what collides
     */
    public Result run(Optional<String> message, Position position, boolean orderAccepted) {
        ScriptDirectory scripts = context.loadSoundScripts();
        Placement placement = position.merging(scripts);
        List<Revision> merged = placement.revises().stream()
                .flatMap(id -> scripts.graph().find(id).stream())
                .toList();
        List<String> collisions = List.of();
        boolean asked = !orderAccepted || context.database().isPresent();
        if (asked) {
            collisions = collisions(scripts.graph(), merged);
        }
        if (!collisions.isEmpty() && !orderAccepted) {
            throw new RefusedException(
                    "The branches do not commute: a database that got one of them first is not like one"
                            + " that got the other first.\n  " + String.join("\n  ", collisions)
                            + "\nNothing was written. Change a script so that they do, or accept that they are applied in the"
                            + " order of their versions: --accept-order");
        }
        boolean proven = asked && collisions.isEmpty();
        String words = message.orElse("merge "
                + String.join(
                        " and ", merged.stream().map(r -> r.id().toString()).toList()));
        Revision revision = scripts.write(new NewRevision(
                words, comment(merged, proven), "-- Nothing to take back.\n", placement, context.clock()));
        return new Result(
                RevisionInfo.of(revision),
                RevisionInfo.of(merged),
                Stream.concat(Stream.of(revision.up()), revision.down().stream())
                        .map(Script::file)
                        .toList(),
                proven,
                collisions);
    }

    private static String comment(List<Revision> merged, boolean proven) {
        return "-- Joins " + RevisionNames.list(merged) + ".\n"
                + (proven
                        ? "-- Replayed in both orders, they leave the same schema and the same rows.\n"
                        : "-- They are applied in the order of their versions; it was not proven that it does not matter.\n");
    }

    private List<String> collisions(RevisionGraph graph, List<Revision> merged) {
        return context.onDatabase(connection -> {
            List<String> collisions = new ArrayList<>();
            try (Scratch scratch = Scratch.open(connection)) {
                Commutation commutation = new Commutation(scratch, graph);
                for (int i = 0; i < merged.size(); i++) {
                    for (int j = i + 1; j < merged.size(); j++) {
                        collisions.addAll(commutation.collisions(merged.get(i), merged.get(j)));
                    }
                }
            }
            return collisions;
        });
    }
}
