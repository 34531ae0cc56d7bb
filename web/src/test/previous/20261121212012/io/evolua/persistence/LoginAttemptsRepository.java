package io.evolua.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Before attempts to log in were counted. */
@ApplicationScoped
public class LoginAttemptsRepository {

    LoginAttemptsRepository() {}

    public record Count(int attempts, long secondsLeft) {}

    public Map<String, Count> counts(String one, String other) {
        return Map.of();
    }

    public void count(String subject, Duration stretch) {}

    public void forget(String subject) {}

    public void clean() {}
}
