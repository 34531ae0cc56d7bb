package io.evolua.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random graphs: whatever the edges, the order keeps them, and does not depend on the order of reading. */
class RevisionGraphPropertiesTest {

    @Property(tries = 300)
    void G037_G038_nothing_comes_before_what_it_builds_upon(
            @ForAll @IntRange(min = 0, max = 40) int size, @ForAll long seed) {
        RevisionGraph graph = RevisionGraph.of(random(size, seed));
        Set<RevisionId> seen = new HashSet<>();
        for (Revision revision : graph.order()) {
            assertThat(seen).containsAll(revision.revises()).containsAll(revision.dependsOn());
            assertThat(seen.add(revision.id())).isTrue();
        }
        assertThat(seen).hasSize(size);
    }

    @Property(tries = 200)
    void the_order_of_reading_does_not_matter(@ForAll @IntRange(min = 0, max = 40) int size, @ForAll long seed) {
        List<Revision> shuffled = new ArrayList<>(random(size, seed));
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(RevisionGraph.of(shuffled).order())
                .isEqualTo(RevisionGraph.of(random(size, seed)).order());
    }

    @Property(tries = 200)
    void an_upgrade_to_any_revision_and_a_downgrade_to_base_are_each_others_mirror(
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        RevisionGraph graph = RevisionGraph.of(random(size, seed));
        String target = String.valueOf(1 + new Random(seed).nextInt(size));
        List<Revision> up = new Targets(graph, new TreeSet<>()).upgrade(target);
        Set<RevisionId> applied = new TreeSet<>(up.stream().map(Revision::id).toList());
        assertThat(applied).isEqualTo(graph.withAncestors(RevisionId.of(target)));
        List<Revision> down = new ArrayList<>(new Targets(graph, applied).downgrade("base"));
        Collections.reverse(down);
        assertThat(down).isEqualTo(up);
    }

    /** Edges lead from greater to smaller numbers, or all the other way round. */
    private static List<Revision> random(int size, long seed) {
        Random random = new Random(seed);
        boolean upsideDown = random.nextBoolean();
        List<Revision> revisions = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            Set<RevisionId> revises = new TreeSet<>();
            Set<RevisionId> dependsOn = new TreeSet<>();
            for (int j = 1; j < i; j++) {
                RevisionId other = id(j, size, upsideDown);
                if (random.nextInt(i) == 0) {
                    revises.add(other);
                } else if (random.nextInt(3 * i) == 0) {
                    dependsOn.add(other);
                }
            }
            revisions.add(GraphFixture.revision(
                    id(i, size, upsideDown).toString(), List.copyOf(revises), List.copyOf(dependsOn)));
        }
        return revisions;
    }

    private static RevisionId id(int i, int size, boolean upsideDown) {
        return RevisionId.of(String.valueOf(upsideDown ? size + 1 - i : i));
    }
}
