package io.evolua.web.auth;

import io.evolua.web.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Passwords on their way into the database and against what is there: Argon2id with 19 MiB, two passes and one lane, the
 * least that OWASP's Password Storage Cheat Sheet recommends. The hash carries salt and parameters with it, so that they
 * can be raised later without losing anybody.
 *
 * <p>Hashing is work for a processor and takes memory: no more at a time than there are processors, the others wait.
 */
@ApplicationScoped
public class Passwords {

    private static final int PATIENCE_SECONDS = 10;

    private final Argon2id argon2id = Argon2id.best();

    /** For comparing where there is nobody, which must take as long as where there is somebody. */
    private final String nobodys = argon2id.hash("");

    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** The hash of a password with a new salt, in the PHC string format ({@code $argon2id$…}). */
    public String hash(String password) {
        return inTurn(() -> argon2id.hash(password));
    }

    /** Whether the hash is of the password. To be called {@link #inTurn}. */
    boolean match(String password, String hash) {
        return argon2id.matches(password, hash);
    }

    /** Takes as long as {@link #match}. */
    void matchNobody(String password) {
        match(password, nobodys);
    }

    /** Whether a hash that matched was made with other parameters than those of today. */
    boolean isOutdated(String hash) {
        return JavaArgon2id.isOutdated(hash);
    }

    /**
     * Does something that hashes.
     *
     * @throws Problem 503 when too many others are waiting
     */
    <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static Problem busy() {
        return new Problem(
                Response.Status.SERVICE_UNAVAILABLE,
                Response.Status.SERVICE_UNAVAILABLE.getReasonPhrase(),
                Map.of(HttpHeaders.RETRY_AFTER, "5"));
    }
}
