package io.evolua.web.idempotency;

import io.evolua.persistence.AsyncKeptAnswerRepository;
import io.evolua.persistence.AsyncTransaction;
import io.evolua.web.async.AsyncUnits;
import io.evolua.web.async.Stages;
import io.evolua.web.component.Component;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@link Idempotency} without waiting, for work that never ends in a conflict. */
@Component
public class AsyncIdempotency {

    private final AsyncKeptAnswerRepository kept;
    private final AnswerLifetime lifetime;

    @Inject
    AsyncIdempotency(AsyncKeptAnswerRepository kept, AnswerLifetime lifetime) {
        this.kept = kept;
        this.lifetime = lifetime;
    }

    /** Keeps an answer in the transaction of what it is the answer to. */
    @FunctionalInterface
    public interface Keep {
        /** The transaction must fail when this fails. */
        CompletionStage<Void> keep(AsyncTransaction transaction, Answer answer);
    }

    /** What a request does. */
    @FunctionalInterface
    public interface Work {
        /** Does it, and hands over the answer within the transaction if it changes anything. */
        CompletionStage<Answer> run(Keep keep);
    }

    /**
     * Does the work, or says again what came of it the first time. Fails with 422 when the key was used with another body.
     *
     * @param attempt empty when the request has no key
     */
    public CompletionStage<Response> answer(Optional<Attempt> attempt, AsyncUnits units, Work work) {
        if (attempt.isEmpty()) {
            return work.run((transaction, answer) -> CompletableFuture.completedFuture(null))
                    .thenApply(Answer::response);
        }
        return replay(attempt.get(), units)
                .thenCompose(found -> found.<CompletionStage<Response>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> carryOut(attempt.get(), units, work)));
    }

    private CompletionStage<Response> carryOut(Attempt attempt, AsyncUnits units, Work work) {
        AtomicBoolean done = new AtomicBoolean();
        return work.run((transaction, answer) ->
                        keep(transaction, attempt, answer).thenRun(() -> done.set(true)))
                .thenCompose(answer -> done.get()
                        ? CompletableFuture.completedFuture(answer)
                        : units.transaction(transaction -> keep(transaction, attempt, answer))
                                .thenApply(nothing -> answer))
                .thenApply(Answer::response)
                .exceptionallyCompose(error -> Stages.cause(error) instanceof KeyTakenException
                        ? replay(attempt, units).thenApply(found -> found.orElseThrow(KeyTakenException::new))
                        : CompletableFuture.failedFuture(error));
    }

    private CompletionStage<Optional<Response>> replay(Attempt attempt, AsyncUnits units) {
        return units.transaction(transaction -> kept.find(transaction, attempt.id()))
                .thenApply(found -> found.map(answer -> KeptForm.replay(attempt, answer)));
    }

    private CompletionStage<Void> keep(AsyncTransaction transaction, Attempt attempt, Answer answer) {
        return kept.keep(transaction, attempt.id(), KeptForm.of(attempt, answer), lifetime.value())
                .thenAccept(isKept -> {
                    if (!isKept) {
                        throw new KeyTakenException();
                    }
                });
    }
}
