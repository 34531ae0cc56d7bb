package io.evolua.engine.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a new revision stands in the graph.
 *
 * @param revises the revisions it follows: none for a base, several for a merge point
 * @param branch the label of the branch that begins with it
 * @param dependsOn further revisions that must be applied before it
 * @param replaces the revisions that it is made of, in order
 * @param id its id, if its author chose it; otherwise the time gives it one
 * @param folder of scripts that it goes to, if its author chose it; otherwise that of what it follows
 */
public record Placement(
        List<RevisionId> revises,
        Optional<String> branch,
        List<RevisionId> dependsOn,
        List<RevisionId> replaces,
        Optional<RevisionId> id,
        Optional<Path> folder) {

    public Placement {
        revises = revises.stream().distinct().sorted().toList();
        dependsOn = dependsOn.stream().distinct().sorted().toList();
        replaces = List.copyOf(replaces);
    }

    /** Where what it follows lies. */
    public Placement(
            List<RevisionId> revises,
            Optional<String> branch,
            List<RevisionId> dependsOn,
            List<RevisionId> replaces,
            Optional<RevisionId> id) {
        this(revises, branch, dependsOn, replaces, id, Optional.empty());
    }

    /** Behind these, without a label or an id of its own. */
    public static Placement after(List<RevisionId> revises) {
        return new Placement(revises, Optional.empty(), List.of(), List.of(), Optional.empty());
    }
}
