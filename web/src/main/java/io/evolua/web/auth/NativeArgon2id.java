package io.evolua.web.auth;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import java.util.Arrays;

/** By the reference implementation, a native library. */
final class NativeArgon2id implements Argon2id {

    private final Argon2 library = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);

    @Override
    public String hash(String password) {
        char[] characters = password.toCharArray();
        try {
            return library.hash(PASSES, KIBIBYTES, LANES, characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public boolean matches(String password, String hash) {
        char[] characters = password.toCharArray();
        try {
            return library.verify(hash, characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
