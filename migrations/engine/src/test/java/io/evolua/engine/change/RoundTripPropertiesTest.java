package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.read;
import static io.evolua.engine.change.Acceptance.run;
import static io.evolua.engine.change.Acceptance.unordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.TestDatabase;
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
    void empty_to_a_to_b_to_a_to_empty(@ForAll("schemas") Schema a, @ForAll("schemas") Schema b) {
        goesUpAndComesBack(a, b);
    }

    /** Other pairs each time: {@code ./mvnw test -Pnightly}. What it finds becomes a test of its own. */
    @Tag("nightly")
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void any_a_to_any_b_and_back(@ForAll("schemas") Schema a, @ForAll("schemas") Schema b) {
        goesUpAndComesBack(a, b);
    }

    private static void goesUpAndComesBack(Schema a, Schema b) {
        List<Change> toA = SchemaDiff.between(Schema.empty(), a);
        List<Change> toB = SchemaDiff.between(a, b);
        try (TestDatabase database = TestDatabase.create()) {
            run(database, toA);
            assertThat(unordered(read(database))).as("A").isEqualTo(unordered(a));
            List<String> dump = CatalogDump.of(database);
            run(database, toB);
            assertThat(unordered(read(database))).as("B").isEqualTo(unordered(b));
            assertThat(SchemaDiff.between(read(database), b)).isEmpty();
            run(database, Change.invert(toB));
            assertThat(unordered(read(database))).as("A again").isEqualTo(unordered(a));
            assertThat(CatalogDump.of(database)).as("A again").containsExactlyElementsOf(dump);
            run(database, Change.invert(toA));
            assertThat(read(database)).as("empty again").isEqualTo(Schema.empty());
        }
    }

    @Property(tries = 500)
    void the_inverse_of_the_inverse_is_the_change(@ForAll("schemas") Schema a, @ForAll("schemas") Schema b) {
        List<Change> changes = SchemaDiff.between(a, b);
        assertThat(Change.invert(Change.invert(changes))).isEqualTo(changes);
        assertThat(SchemaDiff.between(b, b)).isEmpty();
    }

    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas();
    }
}
