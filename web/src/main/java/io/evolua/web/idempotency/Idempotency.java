package io.evolua.web.idempotency;

import io.evolua.domain.idempotency.KeptAnswer;
import io.evolua.web.component.Component;
import io.evolua.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out a request once for each key, however often it comes: the answer is kept in the transaction of what was
 * done, so that there is never one without the other, and the database lets only one of two at the same moment through.
 * A conflict (409) is an outcome like any other and kept too; what was refused before anything was tried (401, 422), and
 * what failed, is not.
 */
@Component
public class Idempotency {

    private final KeptAnswers kept;
    private final AnswerLifetime lifetime;

    @Inject
    Idempotency(KeptAnswers kept, AnswerLifetime lifetime) {
        this.kept = kept;
        this.lifetime = lifetime;
    }

    /** What a request does. */
    @FunctionalInterface
    public interface Work {
        /** Does it, and hands over the answer within the transaction if it changes anything. */
        Answer run(Consumer<Answer> keep);
    }

    /**
     * Does the work, or says again what came of it the first time.
     *
     * @param attempt empty when the request has no key
     * @throws Problem 422 when the key was used with another body; whatever the work throws
     */
    public Response answer(Optional<Attempt> attempt, Work work) {
        if (attempt.isEmpty()) {
            return work.run(answer -> {}).response();
        }
        return replay(attempt.get()).orElseGet(() -> carryOut(attempt.get(), work));
    }

    private Response carryOut(Attempt attempt, Work work) {
        Keeping keeping = new Keeping(attempt);
        try {
            Answer answer = work.run(keeping);
            keeping.acceptOnce(answer);
            return answer.response();
        } catch (KeyTakenException e) {
            return replay(attempt).orElseThrow(() -> e);
        } catch (Problem problem) {
            if (problem.status().getStatusCode() != Response.Status.CONFLICT.getStatusCode()) {
                throw problem;
            }
            // Perhaps it was the same request that came first.
            return replay(attempt).orElseGet(() -> {
                keep(attempt, KeptForm.of(attempt, problem));
                throw problem;
            });
        }
    }

    private Optional<Response> replay(Attempt attempt) {
        return kept.find(attempt.id()).map(answer -> KeptForm.replay(attempt, answer));
    }

    private void keep(Attempt attempt, KeptAnswer.Content answer) {
        kept.keep(attempt.id(), answer, lifetime.value());
    }

    private final class Keeping implements Consumer<Answer> {

        private final Attempt attempt;
        private boolean done;

        Keeping(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void accept(Answer answer) {
            keep(attempt, KeptForm.of(attempt, answer));
            done = true;
        }

        void acceptOnce(Answer answer) {
            if (!done) {
                accept(answer);
            }
        }
    }
}
