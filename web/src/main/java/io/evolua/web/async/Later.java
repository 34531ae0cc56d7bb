package io.evolua.web.async;

import java.util.concurrent.CompletableFuture;

/**
 * A value that whoever gets this has to wait for, also if it is there already. Jersey answers at once when a stage is a future
 * that is done, and so leaves alone that the request was suspended: such a request would never end.
 */
final class Later<T> extends CompletableFuture<T> {

    /** Refuses, as a stage may. */
    @Override
    public CompletableFuture<T> toCompletableFuture() {
        throw new UnsupportedOperationException("to be waited for, not to be looked into");
    }
}
