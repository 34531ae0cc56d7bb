package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.UniqueConstraint;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private static final UniqueConstraint A = unique("a", true);
    private static final UniqueConstraint B = unique("b", true);
    private static final UniqueConstraint C = unique("c", true);

    @Test
    void a_name_that_nobody_chose_gives_way_to_the_existing_one() {
        UniqueConstraint unnamed = unique("t_x_key", false);
        Matching<UniqueConstraint> matching = match(List.of(A), List.of(unnamed));
        assertThat(matching.pairs()).containsExactly(new Matching.Pair<>(A, A));
        assertThat(matching.pairs().get(0).renamed()).isFalse();
        assertThat(matching.removed()).isEmpty();
        assertThat(matching.added()).isEmpty();
        assertThat(match(List.of(unnamed), List.of(A)).pairs())
                .containsExactly(new Matching.Pair<>(unnamed, A.named("t_x_key")));
    }

    @Test
    void the_same_name_is_preferred_to_a_rename() {
        Matching<UniqueConstraint> matching = match(List.of(A, B), List.of(B, C));
        assertThat(matching.pairs()).containsExactly(new Matching.Pair<>(B, B), new Matching.Pair<>(A, C));
        assertThat(matching.pairs()).extracting(Matching.Pair::renamed).containsExactly(false, true);
    }

    @Test
    void a_chosen_name_is_preferred_to_one_that_nobody_chose() {
        UniqueConstraint unnamed = unique("t_x_key", false);
        Matching<UniqueConstraint> matching = match(List.of(A, B), List.of(unnamed, B));
        assertThat(matching.pairs()).containsExactly(new Matching.Pair<>(B, B), new Matching.Pair<>(A, A));
    }

    @Test
    void a_name_that_is_taken_on_either_side_is_none_to_rename_to() {
        Matching<UniqueConstraint> before = Matching.of(List.of(A), List.of(B), Set.of("b"), Set.of());
        Matching<UniqueConstraint> after = Matching.of(List.of(A), List.of(B), Set.of(), Set.of("a"));
        for (Matching<UniqueConstraint> matching : List.of(before, after)) {
            assertThat(matching.pairs()).isEmpty();
            assertThat(matching.removed()).containsExactly(A);
            assertThat(matching.added()).containsExactly(B);
        }
    }

    @Test
    void what_is_of_another_essence_is_another_also_under_the_same_name() {
        UniqueConstraint other = new UniqueConstraint("a", true, List.of("y"));
        Matching<UniqueConstraint> matching = match(List.of(A), List.of(other));
        assertThat(matching.pairs()).isEmpty();
        assertThat(matching.removed()).containsExactly(A);
        assertThat(matching.added()).containsExactly(other);
    }

    private static Matching<UniqueConstraint> match(List<UniqueConstraint> from, List<UniqueConstraint> to) {
        return Matching.of(from, to, Set.of(), Set.of());
    }

    private static UniqueConstraint unique(String name, boolean chosen) {
        return new UniqueConstraint(name, chosen, List.of("x"));
    }
}
