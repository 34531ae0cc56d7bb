package io.evolua.web.auth;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;
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

    private static final Argon2Function FUNCTION = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int PATIENCE_SECONDS = 10;

    /** For comparing where there is nobody, which must take as long as where there is somebody. */
    private static final String NOBODYS = FUNCTION.hash("").getResult();

    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** The hash of a password with a new salt, in the PHC string format ({@code $argon2id$…}). */
    public String hash(String password) {
        return inTurn(() -> FUNCTION.hash(password).getResult());
    }

    /** Whether the hash is of the password. To be called {@link #inTurn}. */
    boolean match(String password, String hash) {
        try {
            return Argon2Function.getInstanceFromHash(hash).check(password, hash);
        } catch (BadParametersException e) {
            // What is no hash of Argon2 is the hash of no password.
            return false;
        }
    }

    /** Takes as long as {@link #match}. */
    void matchNobody(String password) {
        match(password, NOBODYS);
    }

    /** Whether a hash that matched was made with other parameters than those of today. */
    boolean isOutdated(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(FUNCTION);
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
