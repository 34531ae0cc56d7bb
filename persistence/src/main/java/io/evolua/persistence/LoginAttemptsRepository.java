package io.evolua.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

/** Counts attempts to log in. The clock is the database's, the same for all instances. */
@ApplicationScoped
public class LoginAttemptsRepository {

    /** One statement, so that of attempts of the same moment each counts. */
    private static final String COUNT = """
            insert into login_attempts as counted (subject, attempts, expires_at)
            values (?1, 1, now() + make_interval(secs => ?2))
            on conflict (subject) do update set
                attempts = case when counted.expires_at <= now() then 1 else counted.attempts + 1 end,
                expires_at = case when counted.expires_at <= now() then excluded.expires_at else counted.expires_at end
            returning attempts, greatest(1, ceil(extract(epoch from expires_at - now())))""";

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
     * How often it was tried, this time included.
     *
     * @param secondsLeft until it begins anew
     */
    public record Count(int attempts, long secondsLeft) {}

    /** Counts an attempt. */
    public Count count(String subject, Duration stretch) {
        Object[] row = (Object[]) entities.createNativeQuery(COUNT)
                .setParameter(1, subject)
                .setParameter(2, (double) stretch.toSeconds())
                .getSingleResult();
        return new Count(((Number) row[0]).intValue(), ((Number) row[1]).longValue());
    }

    /** Takes one attempt back, which succeeded. */
    public void uncount(String subject) {
        entities.createNativeQuery(
                        "update login_attempts set attempts = attempts - 1 where subject = ?1 and attempts > 0")
                .setParameter(1, subject)
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
