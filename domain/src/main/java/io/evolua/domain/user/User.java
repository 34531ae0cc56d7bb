package io.evolua.domain.user;

import io.evolua.domain.validation.MaxCharacters;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Someone with an account. Both the user name and the e-mail address belong to one user only; the password is known
 * here as its hash and never otherwise.
 *
 * <p>The database sets both timestamps when the row is inserted: a new user knows them, and its {@code id}, once it has
 * been flushed and refreshed. {@code updated_at} then follows every change of the row. That one is set by the entity:
 * PostgreSQL has no {@code on update}, and a trigger would be a second place, invisible in the entity, where the model
 * is kept. It is cut to microseconds, which is what a {@code timestamptz} holds, so that what is in memory equals what
 * is read back.
 */
@Entity
@Table(name = "users")
public class User {

    /** The longest user name, e-mail address or password hash a row holds: {@code varchar(255)}. */
    public static final int MAX_LENGTH = 255;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @NotNull
    @MaxCharacters(MAX_LENGTH)
    @Column(nullable = false, unique = true)
    private String username;

    @NotNull
    @MaxCharacters(MAX_LENGTH)
    @Column(nullable = false)
    private String password;

    @NotNull
    @MaxCharacters(MAX_LENGTH)
    @Column(nullable = false, unique = true)
    private String email;

    @Column(
            name = "created_at",
            nullable = false,
            insertable = false,
            updatable = false,
            columnDefinition = "timestamptz default now()")
    private @Nullable OffsetDateTime createdAt;

    @Column(name = "updated_at", nullable = false, insertable = false, columnDefinition = "timestamptz default now()")
    private @Nullable OffsetDateTime updatedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected User() {}

    /**
     * A user that is not stored yet.
     *
     * @param passwordHash the hash of the password, never the password itself
     */
    public User(String username, EmailAddress email, String passwordHash) {
        this.username = username;
        this.email = email.value();
        this.password = passwordHash;
    }

    /** Replaces everything a user says about itself. */
    public void change(String username, EmailAddress email, String passwordHash) {
        this.username = username;
        this.email = email.value();
        this.password = passwordHash;
    }

    @PreUpdate
    void touch() {
        updatedAt = OffsetDateTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MICROS);
    }

    /** The key. @throws IllegalStateException before the user is stored */
    public long id() {
        return stored(id);
    }

    public String username() {
        return username;
    }

    /** The hash of the password, as its algorithm prints it. */
    public String passwordHash() {
        return password;
    }

    public String email() {
        return email;
    }

    /** When the row was inserted. @throws IllegalStateException before the user is stored */
    public OffsetDateTime createdAt() {
        return stored(createdAt);
    }

    /** When the row last changed. @throws IllegalStateException before the user is stored */
    public OffsetDateTime updatedAt() {
        return stored(updatedAt);
    }

    private <T> T stored(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "the user “" + username + "” is not stored yet: the database has not set this value");
        }
        return value;
    }
}
