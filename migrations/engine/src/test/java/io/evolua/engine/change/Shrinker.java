package io.evolua.engine.change;

import io.evolua.engine.schema.Schema;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes away from a pair of schemas what a failure does not need, always in the same order. */
final class Shrinker {

    private final Predicate<SchemaPair> fails;
    private int triesLeft;
    private SchemaPair pair;

    private Shrinker(SchemaPair pair, Predicate<SchemaPair> fails, int tries) {
        this.pair = pair;
        this.fails = fails;
        this.triesLeft = tries;
    }

    /**
     * A pair that still fails, from which nothing more can be taken, or for which there were too few tries.
     *
     * @param pair one that fails
     * @param fails whether a smaller one fails in the same way
     * @param tries how many may be asked about
     */
    static SchemaPair shrink(SchemaPair pair, Predicate<SchemaPair> fails, int tries) {
        Shrinker shrinker = new Shrinker(pair, fails, tries);
        SchemaPair before;
        do {
            before = shrinker.pair;
            shrinker.pass();
        } while (!shrinker.pair.equals(before) && shrinker.triesLeft > 0);
        return shrinker.pair;
    }

    /** What goes with something taken earlier is gone when its turn comes, and costs no try. */
    private void pass() {
        List<Removal> removals = Stream.concat(Removal.all(pair.a()), Removal.all(pair.b()))
                .distinct()
                .sorted()
                .toList();
        for (Removal removal : removals) {
            Schema a = removal.from(pair.a());
            Schema b = removal.from(pair.b());
            Stream.of(new SchemaPair(a, b), new SchemaPair(a, pair.b()), new SchemaPair(pair.a(), b))
                    .distinct()
                    .filter(this::stillFails)
                    .findFirst()
                    .ifPresent(smaller -> pair = smaller);
        }
    }

    private boolean stillFails(SchemaPair smaller) {
        if (smaller.equals(pair) || triesLeft == 0) {
            return false;
        }
        triesLeft--;
        return fails.test(smaller);
    }
}
