package io.evolua.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts attempts to log in. The clock is the database's, the same for all instances. */
@ApplicationScoped
public class LoginAttemptsRepository {

    /** One statement, so that of attempts of the same moment each counts. */
    private static final String COUNT = """
            insert into login_attempts as counted (subject, attempts, expires_at)
            values (?1, 1, now() + make_interval(secs => ?2))
            on conflict (subject) do update set
                attempts = case when counted.expires_at <= now() then 1 else counted.attempts + 1 end,
                expires_at = case when counted.expires_at <= now() then excluded.expires_at else counted.expires_at end""";

    private static final String COUNTS = """
            select subject, attempts, ceil(extract(epoch from expires_at - now()))
            from login_attempts where subject in (?1, ?2) and expires_at > now()""";

    /** A few at a time, more than come: the table does not grow, and nobody waits for a large cleaning. */
    private static final String CLEAN = """
            delete from login_attempts where subject in (
                select subject from login_attempts where expires_at <= now()
                order by expires_at limit 10 for update skip locked)""";

    @PersistenceContext(unitName = "evolua")
    @SuppressWarnings("NullAway.Init") // set by the container, which offers entity managers to fields only
    private EntityManager entities;

    LoginAttemptsRepository() {}

    /**
     * How often it failed.
     *
     * @param secondsLeft until it begins anew
     */
    public record Count(int attempts, long secondsLeft) {}

    /** What is counted against the two subjects, without those that nothing is counted against. */
    public Map<String, Count> counts(String one, String other) {
        Query query = entities.createNativeQuery(COUNTS).setParameter(1, one).setParameter(2, other);
        Map<String, Count> counts = new HashMap<>();
        for (Object found : query.getResultList()) {
            Object[] row = (Object[]) found;
            counts.put((String) row[0], new Count(((Number) row[1]).intValue(), ((Number) row[2]).longValue()));
        }
        return counts;
    }

    /** Counts an attempt. */
    public void count(String subject, Duration stretch) {
        entities.createNativeQuery(COUNT)
                .setParameter(1, subject)
                .setParameter(2, (double) stretch.toSeconds())
                .executeUpdate();
    }

    /** Forgets all attempts of somebody. */
    public void forget(String subject) {
        entities.createNativeQuery("delete from login_attempts where subject = ?1")
                .setParameter(1, subject)
                .executeUpdate();
    }

    /** Forgets what counts for nothing any more. */
    public void clean() {
        entities.createNativeQuery(CLEAN).executeUpdate();
    }
}
