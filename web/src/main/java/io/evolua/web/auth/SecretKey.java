package io.evolua.web.auth;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The secret that HS256 signs tokens with: whoever knows it can be anybody. */
final class SecretKey {

    static final String SETTING = "SECRET_KEY";

    /** RFC 7518, 3.2: at least as long as the hash. */
    private static final int MIN_BYTES = 32;

    /** A random key of that length has more; repeated words and rows of one letter have fewer. */
    private static final int MIN_DIFFERENT_CHARACTERS = 12;

    private static final String HOW = "; make one with: openssl rand -base64 48";

    private SecretKey() {}

    /** The key. @throws IllegalStateException when it could be guessed */
    static byte[] check(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES) {
            throw new IllegalStateException(
                    SETTING + " is too short: " + bytes.length + " bytes, and HS256 needs " + MIN_BYTES + HOW);
        }
        if (text.chars().distinct().count() < MIN_DIFFERENT_CHARACTERS) {
            throw new IllegalStateException(SETTING + " repeats few characters and could be guessed" + HOW);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("change-me") || lower.contains("changeme") || lower.contains("your-secret")) {
            throw new IllegalStateException(SETTING + " is an example's, not a secret" + HOW);
        }
        return bytes;
    }

    /** The complaint about a key that is not there. */
    static IllegalStateException missing() {
        return new IllegalStateException(
                SETTING + " is not set: the service cannot sign tokens, and has no key of its own on purpose" + HOW);
    }
}
