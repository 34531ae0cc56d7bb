package io.evolua.engine.history;

import io.evolua.engine.StoppedException;
import java.time.Duration;

/** Rests between two tries, and wakes up early if the run is asked to stop. */
final class Pause {

    private static final long SLICE_MILLIS = 50;

    private Pause() {}

    /**
     * Rests.
     *
     * @param meanwhile what the run waits for, for the message
     * @throws StoppedException if the run is asked to stop
     */
    static void of(Duration duration, RunListener listener, String meanwhile) {
        long end = System.nanoTime() + duration.toNanos();
        long left = duration.toMillis();
        do {
            if (listener.stopRequested()) {
                throw new StoppedException("Stopped as asked, while " + meanwhile + ".");
            }
            try {
                Thread.sleep(Math.max(0, Math.min(SLICE_MILLIS, left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("Interrupted while " + meanwhile + ".");
            }
            left = (end - System.nanoTime()) / 1_000_000;
        } while (left > 0);
    }
}
