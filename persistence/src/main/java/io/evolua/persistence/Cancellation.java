package io.evolua.persistence;

import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Lets go of work that nobody waits for any more. One for each request, whose units of work come one after the other. */
public final class Cancellation {

    private boolean cancelled;
    private Optional<Runnable> stop = Optional.empty();

    /** What runs is stopped, and nothing begins any more. */
    public void cancel() {
        Optional<Runnable> running;
        synchronized (this) {
            cancelled = true;
            running = stop;
            stop = Optional.empty();
        }
        running.ifPresent(Runnable::run);
    }

    /** @throws CancellationException when it is cancelled already */
    synchronized void begin(Runnable toStop) {
        if (cancelled) {
            throw new CancellationException("nobody waits for the answer any more");
        }
        stop = Optional.of(toStop);
    }

    synchronized void end() {
        stop = Optional.empty();
    }
}
