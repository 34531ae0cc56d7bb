package io.evolua.web.idempotency;

import io.evolua.domain.idempotency.KeptAnswer;
import io.evolua.persistence.KeptAnswerRepository;
import io.evolua.web.component.Component;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/** The units of work on kept answers: each method is one transaction, or a part of the caller's. */
@Component
public class KeptAnswers {

    private final KeptAnswerRepository answers;

    @Inject
    KeptAnswers(KeptAnswerRepository answers) {
        this.answers = answers;
    }

    /** The answer kept under an id. */
    @Transactional
    public Optional<KeptAnswer.Content> find(String id) {
        return answers.find(id).map(KeptAnswer::content);
    }

    /**
     * Keeps an answer.
     *
     * @throws KeyTakenException when there is one already, which takes back the transaction and all that was done in it
     */
    @Transactional
    public void keep(String id, KeptAnswer.Content answer, Duration lifetime) {
        if (!answers.keep(id, answer, lifetime)) {
            throw new KeyTakenException();
        }
    }
}
