package io.evolua.persistence;

import io.evolua.domain.idempotency.KeptAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Before answers were kept. */
@ApplicationScoped
public class KeptAnswerRepository {

    KeptAnswerRepository() {}

    public Optional<KeptAnswer> find(String id) {
        return Optional.empty();
    }

    public boolean keep(String id, KeptAnswer.Content answer, Duration stretch) {
        return true;
    }
}
