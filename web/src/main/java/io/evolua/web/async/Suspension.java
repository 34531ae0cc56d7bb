package io.evolua.web.async;

import io.evolua.web.component.Component;
import io.evolua.web.edge.Edge;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that no thread waits for. The answer is written by a thread of the container's: the driver's few threads must not
 * be held up by a client that reads slowly. When the client leaves, what is done for it is let go.
 */
@Component
public class Suspension {

    private final AsyncDriver driver;
    private final AnsweringThreads threads;

    @Inject
    Suspension(AsyncDriver driver, AnsweringThreads threads) {
        this.driver = driver;
        this.threads = threads;
    }

    /** The answer, once the work has made it. Fails with what the work failed with, unwrapped. */
    public <T> CompletionStage<T> answer(HttpServletRequest request, Function<AsyncUnits, CompletionStage<T>> work) {
        AsyncUnits units = new AsyncUnits(driver);
        CompletionStage<T> begun = begin(units, work);
        // It is Jakarta REST that suspends the request, or does not, if the answer is there by then. Suspended by
        // us, it would be nobody's to end; so whoever wants to know of its end can be told only later.
        request.setAttribute(Edge.LISTENER, new Departure(units));
        CompletableFuture<T> answer = new CompletableFuture<>();
        begun.whenCompleteAsync((value, error) -> complete(answer, value, error), threads.executor());
        return answer;
    }

    private static <T> CompletionStage<T> begin(AsyncUnits units, Function<AsyncUnits, CompletionStage<T>> work) {
        try {
            return work.apply(units);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> void complete(CompletableFuture<T> answer, T value, @Nullable Throwable error) {
        if (error == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(Stages.cause(error));
        }
    }
}
