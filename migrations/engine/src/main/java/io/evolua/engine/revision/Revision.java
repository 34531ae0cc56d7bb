package io.evolua.engine.revision;

import java.util.List;
import java.util.Optional;

/**
 * One step of the schema's evolution.
 *
 * @param id its version
 * @param slug the words of its file name, as in {@code create_users_table}
 * @param message what its author said about it; the slug's words if nothing
 * @param revises the revisions it follows: none for a base, several for a merge point
 * @param placed whether its script says what it revises; otherwise its version does
 * @param branch the label of the branch that begins here, if any
 * @param dependsOn further revisions that must be applied before it
 * @param replaces the revisions that it was made of, in order, its own id the last; none for most
 * @param up the script that applies it
 * @param down the script that takes it back, if there is one
 */
public record Revision(
        RevisionId id,
        String slug,
        String message,
        List<RevisionId> revises,
        boolean placed,
        Optional<String> branch,
        List<RevisionId> dependsOn,
        List<RevisionId> replaces,
        Script up,
        Optional<Script> down) {

    public Revision {
        revises = List.copyOf(revises);
        dependsOn = List.copyOf(dependsOn);
        replaces = List.copyOf(replaces);
    }

    public boolean isBase() {
        return revises.isEmpty();
    }

    /** The same behind others. */
    Revision revising(List<RevisionId> before) {
        return new Revision(id, slug, message, before, placed, branch, dependsOn, replaces, up, down);
    }

    /** What a person would type: the label of the branch that begins with it, or its id. */
    String shortName() {
        return branch.orElseGet(id::toString);
    }

    /** The description that Flyway reads from the file name and holds in its history. */
    public String flywayDescription() {
        return up.description();
    }

    /** For messages: id and slug. */
    @Override
    public String toString() {
        return slug.isEmpty() ? id.toString() : id + " " + slug;
    }
}
