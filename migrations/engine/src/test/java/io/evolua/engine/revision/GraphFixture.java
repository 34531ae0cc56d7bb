package io.evolua.engine.revision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A graph drawn as text: {@code "1 2<1:left 3<1 4<2,3 5<4+2"}, where {@literal <} is what it revises, + what it depends on,
 * and : the label of the branch that begins there.
 */
final class GraphFixture {

    private GraphFixture() {}

    static RevisionGraph graph(String picture) {
        return RevisionGraph.of(revisions(picture));
    }

    static List<Revision> revisions(String picture) {
        List<Revision> revisions = new ArrayList<>();
        for (String word : picture.strip().split("\\s+", -1)) {
            String[] label = word.split(":", 2);
            String[] dependsOn = label[0].split("\\+", 2);
            String[] revises = dependsOn[0].split("<", 2);
            revisions.add(revision(
                    revises[0],
                    revises.length > 1 ? ids(revises[1]) : List.of(),
                    label.length > 1 ? Optional.of(label[1]) : Optional.empty(),
                    dependsOn.length > 1 ? ids(dependsOn[1]) : List.of()));
        }
        return revisions;
    }

    static Revision revision(String id, List<RevisionId> revises, List<RevisionId> dependsOn) {
        return revision(id, revises, Optional.empty(), dependsOn);
    }

    private static Revision revision(
            String id, List<RevisionId> revises, Optional<String> branch, List<RevisionId> dependsOn) {
        String name = "V" + id + "__r" + id + ".sql";
        return new Revision(
                RevisionId.of(id),
                "r" + id,
                "r" + id,
                revises,
                true,
                branch,
                dependsOn,
                List.of(),
                SqlFile.plain(Path.of(name), name, "r" + id, 0),
                Optional.empty());
    }

    static List<RevisionId> ids(String list) {
        return Arrays.stream(list.split(",", -1)).map(RevisionId::of).toList();
    }

    /** @param spaced ids separated by spaces */
    static Set<RevisionId> set(String spaced) {
        return spaced.isBlank() ? Set.of() : new TreeSet<>(ids(spaced.strip().replaceAll("\\s+", ",")));
    }

    /** Ids joined by spaces. */
    static String text(List<Revision> revisions) {
        return String.join(" ", revisions.stream().map(r -> r.id().toString()).toList());
    }
}
