package io.evolua.web.idempotency;

import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A request that may come again under its key. Keys are each caller's own, and each operation's.
 *
 * @param key as the client wrote it, to be shown to the client
 * @param id under which its answer is kept
 * @param fingerprint of its body; keyed with the client's key, which is kept nowhere
 */
public record Attempt(String key, String id, String fingerprint) {

    /** The request header. */
    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    /**
     * Reads the header. Empty without it, or when a violation was noted.
     *
     * @param operation what is asked for
     * @param caller who asks; empty when anybody may
     */
    public static Optional<Attempt> read(
            @Nullable String key, String operation, String caller, JsonBody body, Violations violations) {
        return Optional.ofNullable(key)
                .flatMap(text -> new Parameters(violations).tokenInHeader(HEADER, text, MAX_LENGTH))
                .map(text -> new Attempt(
                        text,
                        digest(operation + "\n" + caller + "\n" + text),
                        fingerprint(text, body.value().toString())));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String fingerprint(String key, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
