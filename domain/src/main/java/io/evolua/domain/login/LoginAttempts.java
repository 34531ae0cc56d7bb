package io.evolua.domain.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/**
 * How often somebody has tried to log in within a stretch of time, which begins with the first attempt. In the database,
 * so that all instances of the service count together.
 *
 * <p>Counted by single statements, for attempts of the same moment must not overlook each other; this class is what the
 * table is made from.
 */
@Entity
@Table(name = "login_attempts", indexes = @Index(columnList = "expires_at"))
public class LoginAttempts {

    /** Characters of a digest: SHA-256 in hexadecimal digits. */
    public static final int DIGEST_LENGTH = 64;

    /** Digest of an account or of a client's address: neither is readable here, and any text fits. */
    @Id
    @Column(length = DIGEST_LENGTH)
    private String subject;

    @Column(nullable = false)
    private int attempts;

    /** From here on the count is worth nothing. */
    @Column(name = "expires_at", nullable = false, columnDefinition = "timestamptz")
    private OffsetDateTime expiresAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected LoginAttempts() {}

    public String subject() {
        return subject;
    }

    public int attempts() {
        return attempts;
    }

    public OffsetDateTime expiresAt() {
        return expiresAt;
    }
}
