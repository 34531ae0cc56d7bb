package io.evolua.persistence;

import io.evolua.domain.idempotency.KeptAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers kept for requests that come again. The clock is the database's, the same for all instances. */
@ApplicationScoped
public class KeptAnswerRepository {

    static final String UNDER_KEY = " from kept_answers where id = ?1 and expires_at > now()";

    /** With the columns' names: a statement that the server has prepared would not survive one more column. */
    private static final String FIND = "select id, fingerprint, status, location, etag, body, expires_at" + UNDER_KEY;

    /** Takes the place of an expired answer, never of one that holds. */
    static final String KEEP = """
            insert into kept_answers as kept (id, fingerprint, status, location, etag, body, expires_at)
            values (?1, ?2, ?3, ?4, ?5, ?6, now() + make_interval(secs => ?7))
            on conflict (id) do update set
                fingerprint = excluded.fingerprint, status = excluded.status, location = excluded.location,
                etag = excluded.etag, body = excluded.body, expires_at = excluded.expires_at
            where kept.expires_at <= now()""";

    static final String CLEAN = """
            delete from kept_answers where id in (
                select id from kept_answers where expires_at <= now() order by expires_at limit 10 for update skip locked)""";

    @PersistenceContext(unitName = "evolua")
    @SuppressWarnings("NullAway.Init") // set by the container, which offers entity managers to fields only
    private EntityManager entities;

    KeptAnswerRepository() {}

    /** The answer kept under the key. */
    public Optional<KeptAnswer> find(String id) {
        @SuppressWarnings("unchecked") // the class is given
        List<KeptAnswer> found = entities.createNativeQuery(FIND, KeptAnswer.class)
                .setParameter(1, id)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Keeps an answer, and lets some that are over go. False when the key has one already, also of this very moment. */
    public boolean keep(String id, KeptAnswer.Content answer, Duration stretch) {
        int rows = entities.createNativeQuery(KEEP)
                .setParameter(1, id)
                .setParameter(2, answer.fingerprint())
                .setParameter(3, answer.status())
                .setParameter(4, answer.location().orElse(null))
                .setParameter(5, answer.etag().orElse(null))
                .setParameter(6, answer.body())
                .setParameter(7, (double) stretch.toSeconds())
                .executeUpdate();
        entities.createNativeQuery(CLEAN).executeUpdate();
        return rows == 1;
    }
}
