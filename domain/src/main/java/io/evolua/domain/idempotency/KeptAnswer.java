package io.evolua.domain.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that carried a key of its own ({@code Idempotency-Key}), kept for a while for the case that the
 * client did not get it and asks again. In the database, and written in the transaction of what the request did: it is
 * there exactly if that is, on whichever instance.
 */
@Entity
@Table(name = "kept_answers", indexes = @Index(columnList = "expires_at"))
public class KeptAnswer {

    /** Characters of a digest: SHA-256 in hexadecimal digits. */
    public static final int DIGEST_LENGTH = 64;

    /** Digest of the client's key, of who used it and for what. */
    @Id
    @Column(length = DIGEST_LENGTH)
    private String id;

    /**
     * Tells whether the request is the same. Keyed with the client's own key, which is not kept: nobody can try out
     * passwords on it.
     */
    @Column(nullable = false, length = DIGEST_LENGTH)
    private String fingerprint;

    @Column(nullable = false)
    private int status;

    @Column(columnDefinition = "text")
    private @Nullable String location;

    @Column(columnDefinition = "text")
    private @Nullable String etag;

    @Column(nullable = false, columnDefinition = "text")
    private String body;

    /** From here on the key is free again. */
    @Column(name = "expires_at", nullable = false, columnDefinition = "timestamptz")
    private OffsetDateTime expiresAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected KeptAnswer() {}

    /**
     * What is kept.
     *
     * @param location of what was made, if anything was
     * @param body JSON
     */
    public record Content(
            String fingerprint, int status, Optional<String> location, Optional<String> etag, String body) {}

    public String id() {
        return id;
    }

    /** What is kept. */
    public Content content() {
        return new Content(fingerprint, status, Optional.ofNullable(location), Optional.ofNullable(etag), body);
    }

    /** When it is over. */
    public OffsetDateTime expiresAt() {
        return expiresAt;
    }
}
