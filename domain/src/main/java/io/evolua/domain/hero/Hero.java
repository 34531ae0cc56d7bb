package io.evolua.domain.hero;

import io.evolua.domain.validation.MaxCharacters;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hero, known by a name that no other hero has, and the application it came from.
 *
 * <p>The key has a default in the database for those who insert by SQL. Whoever comes through this entity brings the
 * key along: Jakarta Persistence has no way to read back a key that a column's default made.
 */
@Entity
@Table(name = "heroes")
public class Hero {

    /** The longest name or source a row holds: {@code varchar(255)}. */
    public static final int MAX_LENGTH = 255;

    /** Where a hero comes from when nobody says so; the same as the column's default. */
    public static final String DEFAULT_SOURCE = "sync_app";

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    @Column(columnDefinition = "uuid default gen_random_uuid()")
    private @Nullable UUID id;

    @NotNull
    @MaxCharacters(MAX_LENGTH)
    @Column(nullable = false, unique = true)
    private String name;

    @NotNull
    @MaxCharacters(MAX_LENGTH)
    @Column(name = "app_src", nullable = false, columnDefinition = "varchar(255) default 'sync_app'")
    private String source;

    @Column(
            name = "created_at",
            nullable = false,
            insertable = false,
            updatable = false,
            columnDefinition = "timestamptz default now()")
    private @Nullable OffsetDateTime createdAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Hero() {}

    /** A hero that is not stored yet. */
    public Hero(String name, String source) {
        this.name = name;
        this.source = source;
    }

    /** A hero as its row has it. */
    public static Hero stored(UUID id, String name, String source, OffsetDateTime createdAt) {
        Hero hero = new Hero(name, source);
        hero.id = id;
        hero.createdAt = createdAt;
        return hero;
    }

    /** The key. @throws IllegalStateException before the hero is stored */
    public UUID id() {
        return stored(id);
    }

    public String name() {
        return name;
    }

    public String source() {
        return source;
    }

    /** When the row was inserted. @throws IllegalStateException before the hero is stored */
    public OffsetDateTime createdAt() {
        return stored(createdAt);
    }

    private <T> T stored(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "the hero “" + name + "” is not stored yet: the database has not set this value");
        }
        return value;
    }
}
