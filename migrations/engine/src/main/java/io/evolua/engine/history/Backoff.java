package io.evolua.engine.history;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to rest before something is tried again: exponential with full jitter, so that those who failed together do not
 * come back together (Marc Brooker, "Exponential Backoff And Jitter").
 */
final class Backoff {

    private static final int LONGEST = 30;

    private final Duration unit;
    private final RandomGenerator random;

    /** @param unit the most after the first failure; it doubles with each, up to thirty times as much */
    Backoff(Duration unit, RandomGenerator random) {
        this.unit = unit;
        this.random = random;
    }

    /** @param failures so far, at least 1 */
    Duration pause(int failures) {
        long factor = failures > LONGEST ? LONGEST : Math.min(LONGEST, 1L << (failures - 1));
        return Duration.ofMillis(random.nextLong(unit.toMillis() * factor + 1));
    }
}
