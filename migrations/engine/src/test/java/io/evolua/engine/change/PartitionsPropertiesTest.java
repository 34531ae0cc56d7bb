package io.evolua.engine.change;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** From any random partitioned table to any other, and back. */
class PartitionsPropertiesTest {

    /** Always the same pairs, so that a build fails for what was changed and nothing else. */
    @Property(tries = 40, seed = "20261121", shrinking = ShrinkingMode.OFF)
    void up_down_and_up_again(@ForAll("pairs") RandomPartitions.Pair pair) {
        Acceptance.given(pair.from()).target(pair.to()).goesUpAndDown();
    }

    /** Other pairs each time. */
    @Tag("nightly")
    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void any_pair(@ForAll("pairs") RandomPartitions.Pair pair) {
        Acceptance.given(pair.from()).target(pair.to()).goesUpAndDown();
    }

    @Provide
    Arbitrary<RandomPartitions.Pair> pairs() {
        return Arbitraries.randomValue(RandomPartitions::pair);
    }
}
