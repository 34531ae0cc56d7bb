package io.evolua.engine.revision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A graph drawn as text: {@code "1 2<1 3<1 4<2,3 5<4+2"}, where < is what it revises and + what it depends on. */
final class GraphFixture {

    private GraphFixture() {}

    static RevisionGraph graph(String picture) {
        return RevisionGraph.of(revisions(picture));
    }

    static List<Revision> revisions(String picture) {
        List<Revision> revisions = new ArrayList<>();
        for (String word : picture.strip().split("\\s+", -1)) {
            String[] dependsOn = word.split("\\+", 2);
            String[] revises = dependsOn[0].split("<", 2);
            revisions.add(revision(
                    revises[0],
                    revises.length > 1 ? ids(revises[1]) : List.of(),
                    dependsOn.length > 1 ? ids(dependsOn[1]) : List.of()));
        }
        return revisions;
    }

    static Revision revision(String id, List<RevisionId> revises, List<RevisionId> dependsOn) {
        String name = "V" + id + "__r" + id + ".sql";
        return new Revision(
                RevisionId.of(id),
                "r" + id,
                "r" + id,
                revises,
                Optional.empty(),
                dependsOn,
                new Script(Path.of(name), name, "r" + id, 0, true),
                Optional.empty());
    }

    static List<RevisionId> ids(String list) {
        return Arrays.stream(list.split(",", -1)).map(RevisionId::of).toList();
    }

    /** Ids joined by spaces. */
    static String text(List<Revision> revisions) {
        return String.join(" ", revisions.stream().map(r -> r.id().toString()).toList());
    }
}
