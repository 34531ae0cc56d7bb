package io.evolua.engine.revision;

import java.util.ArrayList;
import java.util.List;

/**
 * A revision and those that it replaces, which databases that began with them still go through.
 *
 * @param revision the one that was made of them; its id is that of the last
 * @param originals what it was made of, in order; empty once their scripts were thrown away
 */
public record Squashed(Revision revision, List<Revision> originals) {

    public Squashed {
        originals = List.copyOf(originals);
    }

    /** The originals at the revision's place in the graph: the first follows what it follows, each other the one before. */
    List<Revision> inItsPlace() {
        List<Revision> placed = new ArrayList<>();
        List<RevisionId> before = revision.revises();
        for (Revision original : originals) {
            placed.add(new Revision(
                    original.id(),
                    original.slug(),
                    original.message(),
                    before,
                    true,
                    placed.isEmpty() ? revision.branch() : original.branch(),
                    original.dependsOn(),
                    List.of(),
                    original.up(),
                    original.down()));
            before = List.of(original.id());
        }
        return placed;
    }

    /** Whether the originals' scripts are all there. */
    public boolean complete() {
        return originals.size() == revision.replaces().size();
    }
}
