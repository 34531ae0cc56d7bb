package io.evolua.engine.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work that goes on beside a test. */
public final class Background {

    private Background() {}

    /** In a thread of its own: the common pool of a small machine runs one task at a time, and these wait for each other. */
    public static <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
