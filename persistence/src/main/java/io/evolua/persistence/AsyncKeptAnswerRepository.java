package io.evolua.persistence;

import io.evolua.domain.idempotency.KeptAnswer;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers kept for requests that come again, without waiting: the same statements as {@link KeptAnswerRepository}'s. */
@Dependent
public class AsyncKeptAnswerRepository {

    private static final String FIND =
            numbered("select fingerprint, status, location, etag, body" + KeptAnswerRepository.UNDER_KEY);

    private static final String KEEP = numbered(KeptAnswerRepository.KEEP);

    AsyncKeptAnswerRepository() {}

    private static String numbered(String sql) {
        return sql.replace('?', '$');
    }

    /** The answer kept under the key. */
    public CompletionStage<Optional<KeptAnswer.Content>> find(AsyncTransaction transaction, String id) {
        return transaction
                .run(FIND, List.of(id))
                .map(rows -> rows.size() == 0
                        ? Optional.<KeptAnswer.Content>empty()
                        : Optional.of(content(rows.iterator().next())))
                .toCompletionStage();
    }

    private static KeptAnswer.Content content(Row row) {
        return new KeptAnswer.Content(
                row.getString("fingerprint"),
                row.getInteger("status"),
                Optional.ofNullable(row.getString("location")),
                Optional.ofNullable(row.getString("etag")),
                row.getString("body"));
    }

    /** Keeps an answer, and lets some that are over go. False when the key has one already, also of this very moment. */
    public CompletionStage<Boolean> keep(
            AsyncTransaction transaction, String id, KeptAnswer.Content answer, Duration stretch) {
        return transaction
                .run(
                        KEEP,
                        Arrays.asList(
                                id,
                                answer.fingerprint(),
                                answer.status(),
                                answer.location().orElse(null),
                                answer.etag().orElse(null),
                                answer.body(),
                                (double) stretch.toSeconds()))
                .compose(rows ->
                        transaction.run(KeptAnswerRepository.CLEAN, List.of()).map(cleaned -> rows.rowCount() == 1))
                .toCompletionStage();
    }
}
