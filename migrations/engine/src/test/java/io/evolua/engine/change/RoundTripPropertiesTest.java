package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The law: what goes up comes all the way back, on a real server, with the catalog compared at every step. */
class RoundTripPropertiesTest {

    /** Always the same pairs, so that a build fails for what was changed and nothing else. */
    @Property(tries = 100, seed = "20261121", shrinking = ShrinkingMode.OFF)
    void empty_to_a_to_b_to_a_to_empty(@ForAll("pairs") SchemaPair pair) {
        RoundTrip.check(pair);
    }

    /** Other pairs each time: {@code ./mvnw test -Pnightly}. What it finds becomes a test of its own. */
    @Tag("nightly")
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void any_a_to_any_b_and_back(@ForAll("pairs") SchemaPair pair) {
        RoundTrip.check(pair);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void A155_the_inverse_of_the_inverse_is_the_change(@ForAll("pairs") SchemaPair pair) {
        List<Change> changes = SchemaDiff.between(pair.a(), pair.b());
        assertThat(Change.invert(Change.invert(changes))).isEqualTo(changes);
        assertThat(SchemaDiff.between(pair.b(), pair.b())).isEmpty();
    }

    @Provide
    Arbitrary<SchemaPair> pairs() {
        return RandomSchemas.pairs();
    }
}
