package io.evolua.persistence;

import io.evolua.domain.idempotency.KeptAnswer;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Before answers were kept. */
@Dependent
public class AsyncKeptAnswerRepository {

    AsyncKeptAnswerRepository() {}

    public CompletionStage<Optional<KeptAnswer.Content>> find(AsyncTransaction transaction, String id) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    public CompletionStage<Boolean> keep(
            AsyncTransaction transaction, String id, KeptAnswer.Content answer, Duration stretch) {
        return CompletableFuture.completedFuture(true);
    }
}
