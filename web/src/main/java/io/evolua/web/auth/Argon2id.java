package io.evolua.web.auth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Argon2id with the service's parameters; hashes are texts in the PHC string format, the same from all implementations. */
sealed interface Argon2id permits NativeArgon2id, JavaArgon2id {

    int MEBIBYTES = 19;
    int KIBIBYTES = MEBIBYTES * 1024;
    int PASSES = 2;
    int LANES = 1;
    int HASH_BYTES = 32;

    /** The hash of a password with a new salt. */
    String hash(String password);

    /** Whether the hash is of the password; what is no hash is that of none. */
    boolean matches(String password, String hash);

    /**
     * The reference implementation in C where this machine can load it, which takes a quarter of the time and so lets as many
     * more people in; in Java where it cannot.
     */
    static Argon2id best() {
        try {
            Argon2id found = new NativeArgon2id();
            if (found.matches("", found.hash(""))) {
                return found;
            }
        } catch (LinkageError | RuntimeException e) {
            Logger logger = System.getLogger(Argon2id.class.getName());
            logger.log(Level.WARNING, "Passwords are hashed in Java, which is slower: no native Argon2 here", e);
        }
        return new JavaArgon2id();
    }
}
