package io.evolua.web.auth;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;

/** In Java. */
final class JavaArgon2id implements Argon2id {

    private static final Argon2Function FUNCTION =
            Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);

    @Override
    public String hash(String password) {
        return FUNCTION.hash(password).getResult();
    }

    @Override
    public boolean matches(String password, String hash) {
        try {
            return Argon2Function.getInstanceFromHash(hash).check(password, hash);
        } catch (BadParametersException e) {
            return false;
        }
    }

    /** Whether a hash was made with other parameters than those of today. */
    static boolean isOutdated(String hash) {
        return !Argon2Function.getInstanceFromHash(hash).equals(FUNCTION);
    }
}
