package io.evolua.web.async;

import io.evolua.persistence.AsyncTransaction;
import io.evolua.persistence.Cancellation;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The units of work of one request by the non-blocking driver, which end when nobody waits for the answer any more. */
public final class AsyncUnits {

    private final AsyncDriver driver;
    private final Cancellation cancellation = new Cancellation();

    AsyncUnits(AsyncDriver driver) {
        this.driver = driver;
    }

    /** One unit of work: committed when the work's stage ends, rolled back when it fails. */
    public <T> CompletionStage<T> transaction(Function<AsyncTransaction, CompletionStage<T>> work) {
        return driver.database().transaction(cancellation, work);
    }

    /** The same for work that passes on all that it finds, which may take longer. */
    public <T> CompletionStage<T> streaming(Function<AsyncTransaction, CompletionStage<T>> work) {
        return driver.database().streaming(cancellation, work);
    }

    void cancel() {
        cancellation.cancel();
    }
}
