package io.evolua.engine.command;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/**
 * A revision as commands report it. Ids are text, as the scripts write them.
 *
 * @param type Flyway's: {@code SQL}, or {@code JDBC} for one written in Java
 * @param script what Flyway calls it: the file that goes up, or the class
 */
public record RevisionInfo(
        String id,
        String slug,
        String message,
        List<String> revises,
        Optional<String> branch,
        List<String> dependsOn,
        String type,
        String script) {

    /** Whether it is written in Java. */
    public boolean isJava() {
        return type.equals("JDBC");
    }

    static RevisionInfo of(Revision revision) {
        return new RevisionInfo(
                revision.id().toString(),
                revision.slug(),
                revision.message(),
                texts(revision.revises()),
                revision.branch(),
                texts(revision.dependsOn()),
                revision.up().rowType(),
                revision.up().name());
    }

    static List<RevisionInfo> of(List<Revision> revisions) {
        return revisions.stream().map(RevisionInfo::of).toList();
    }

    private static List<String> texts(List<RevisionId> ids) {
        return ids.stream().map(RevisionId::toString).toList();
    }
}
