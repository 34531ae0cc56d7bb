package io.evolua.web.user;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Passwords on their way into the database: Argon2id with 19 MiB, two passes and one lane, the least that OWASP's
 * Password Storage Cheat Sheet recommends. The hash carries salt and parameters with it, so that they can be raised
 * later without losing anybody.
 */
@ApplicationScoped
public class Passwords {

    private static final Argon2Function FUNCTION = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /** The hash of a password with a new salt, in the PHC string format ({@code $argon2id$…}). */
    public String hash(String password) {
        return FUNCTION.hash(password).getResult();
    }
}
