package io.evolua.engine.history;

import java.time.Duration;
import java.util.List;

/**
 * Something did not get a lock, was rolled back, and is tried again.
 *
 * @param what the statement with its place, or what else it was
 * @param reason the server's own words
 * @param holders who kept it from the lock, as far as that could be seen
 * @param attempt which one failed, counted from 1
 * @param attempts how many there will be at most
 * @param pause how long it rests before the next one
 */
public record LockWait(
        String what, String reason, List<LockHolder> holders, int attempt, int attempts, Duration pause) {

    public LockWait {
        holders = List.copyOf(holders);
    }

    /** {@code server process 1 (…), server process 2 (…)}; empty if nobody was seen. */
    public String heldBy() {
        return String.join(", ", holders.stream().map(LockHolder::toString).toList());
    }
}
