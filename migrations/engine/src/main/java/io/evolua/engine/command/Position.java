package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.RevisionNames;
import io.evolua.engine.revision.ScriptDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where its author wants a new revision to stand in the graph, in words.
 *
 * @param heads what it follows, by any name of a revision; {@code base} to begin a new line; none for the only head
 * @param splice whether it may follow what is no head, so that a new branch begins
 * @param branchLabel the label of the branch that begins with it
 * @param dependsOn what else must be applied before it, by any name of a revision
 * @param id its id, a version as Flyway has them; none for the time
 * @param folder the folder of scripts that it goes to; none for that of what it follows
 */
public record Position(
        List<String> heads,
        boolean splice,
        Optional<String> branchLabel,
        List<String> dependsOn,
        Optional<String> id,
        Optional<Path> folder) {

    /** Behind the only head. */
    public static final Position BEHIND_HEAD =
            new Position(List.of(), false, Optional.empty(), List.of(), Optional.empty());

    private static final String BASE = "base";

    public Position {
        heads = List.copyOf(heads);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Where what it follows lies. */
    public Position(
            List<String> heads,
            boolean splice,
            Optional<String> branchLabel,
            List<String> dependsOn,
            Optional<String> id) {
        this(heads, splice, branchLabel, dependsOn, id, Optional.empty());
    }

    /**
     * The place in a graph.
     *
     * @throws UsageException if a name means no revision, or the id is none
     * @throws RefusedException if there are several heads and none was named, or if what was named is no head
     */
    Placement in(ScriptDirectory scripts) {
        return placement(scripts, revises(scripts));
    }

    /** For a merge point, which follows several. */
    Placement merging(ScriptDirectory scripts) {
        List<Revision> merged = heads.isEmpty() || heads.equals(List.of("heads"))
                ? scripts.graph().heads()
                : heads.stream().map(name -> named(scripts, name)).toList();
        List<RevisionId> ids = merged.stream().map(Revision::id).toList();
        if (new TreeSet<>(ids).size() < ids.size()) {
            throw new UsageException("A merge names each revision once: " + RevisionNames.list(merged) + ".");
        }
        if (merged.size() < 2) {
            throw new RefusedException(
                    merged.isEmpty()
                            ? "There are no revisions to merge."
                            : "A merge joins two revisions or more, and " + merged.get(0)
                                    + (heads.isEmpty() ? " is the only head." : " is one."));
        }
        for (Revision revision : merged) {
            var below = scripts.graph().withAncestors(revision.id());
            merged.stream()
                    .filter(other -> !other.equals(revision) && below.contains(other.id()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new RefusedException(
                                other + " is below " + revision + " already: there is nothing to merge.");
                    });
        }
        return placement(scripts, ids);
    }

    private Placement placement(ScriptDirectory scripts, List<RevisionId> revises) {
        return new Placement(
                revises,
                branchLabel,
                dependsOn.stream()
                        .map(name -> scripts.names().resolve(name).id())
                        .toList(),
                List.of(),
                id.map(Position::requireId),
                folder);
    }

    private List<RevisionId> revises(ScriptDirectory scripts) {
        if (heads.equals(List.of(BASE))) {
            return List.of();
        }
        if (heads.isEmpty()) {
            return onlyHead(scripts.graph()).stream().map(Revision::id).toList();
        }
        List<RevisionId> ids = new ArrayList<>();
        heads.forEach(name -> ids.add(named(scripts, name).id()));
        return ids;
    }

    private Revision named(ScriptDirectory scripts, String name) {
        Revision revision = scripts.names().resolve(name);
        if (!splice && !scripts.graph().heads().contains(revision)) {
            throw new RefusedException(revision + " is no head: "
                    + scripts.graph().revisedBy(revision.id()).first()
                    + " follows it. To begin a new branch there, say --splice.");
        }
        return revision;
    }

    private static List<Revision> onlyHead(RevisionGraph graph) {
        List<Revision> heads = graph.heads();
        if (heads.size() > 1) {
            throw new RefusedException("There are " + heads.size() + " heads: " + RevisionNames.list(heads)
                    + ". Say which one the new revision follows, as in --head "
                    + heads.get(0).id()
                    + ", or merge them first: evolua merge");
        }
        return heads;
    }

    private static RevisionId requireId(String text) {
        if (!RevisionId.isValid(text)) {
            throw new UsageException("The id \"" + text
                    + "\" must be a version as Flyway has them: numbers joined by dots, as in 20260301120000 or 2.1.");
        }
        return RevisionId.of(text);
    }
}
