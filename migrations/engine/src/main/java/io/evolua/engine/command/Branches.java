package io.evolua.engine.command;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import java.util.List;

/** Where the history branches: the revisions that several others revise. Needs no database. */
public final class Branches {

    private final CommandContext context;

    public Branches(CommandContext context) {
        this.context = context;
    }

    /**
     * A branch point.
     *
     * @param revision the one that several revise
     * @param branches those that do, by id
     */
    public record BranchPoint(RevisionInfo revision, List<RevisionInfo> branches) {}

    /** In the order of the history; none if it is a line. */
    public List<BranchPoint> run() {
        RevisionGraph graph = context.loadScripts().graph();
        return graph.order().stream()
                .filter(revision -> graph.revisedBy(revision.id()).size() > 1)
                .map(revision -> new BranchPoint(RevisionInfo.of(revision), branches(graph, revision)))
                .toList();
    }

    private static List<RevisionInfo> branches(RevisionGraph graph, Revision revision) {
        return RevisionInfo.of(graph.revisedBy(revision.id()).stream()
                .flatMap(id -> graph.find(id).stream())
                .toList());
    }
}
