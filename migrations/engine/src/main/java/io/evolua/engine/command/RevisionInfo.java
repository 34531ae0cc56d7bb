package io.evolua.engine.command;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/** A revision as commands report it. Ids are text, as the scripts write them. */
public record RevisionInfo(
        String id, String slug, String message, List<String> revises, Optional<String> branch, List<String> dependsOn) {

    static RevisionInfo of(Revision revision) {
        return new RevisionInfo(
                revision.id().toString(),
                revision.slug(),
                revision.message(),
                texts(revision.revises()),
                revision.branch(),
                texts(revision.dependsOn()));
    }

    static List<RevisionInfo> of(List<Revision> revisions) {
        return revisions.stream().map(RevisionInfo::of).toList();
    }

    private static List<String> texts(List<RevisionId> ids) {
        return ids.stream().map(RevisionId::toString).toList();
    }
}
