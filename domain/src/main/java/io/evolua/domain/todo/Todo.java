package io.evolua.domain.todo;

import io.evolua.domain.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something a user wants to do. It belongs to that user alone, and goes when the user goes: the database's foreign key
 * sees to that.
 *
 * <p>Timestamps are kept as those of a {@link User}.
 */
@Entity
@Table(name = "todos", indexes = @Index(columnList = "user_id, id"))
public class Todo {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @NotNull
    @Column(nullable = false, columnDefinition = "text")
    private String title;

    @NotNull
    @Column(nullable = false, columnDefinition = "text")
    private String description;

    @NotNull
    @Column(nullable = false, columnDefinition = "todostate")
    private TodoState state;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "user_id",
            nullable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(foreignKeyDefinition = "foreign key (user_id) references users (id) on delete cascade"))
    private User owner;

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
    protected Todo() {}

    /** A todo that is not stored yet. */
    public Todo(User owner, String title, String description, TodoState state) {
        this.owner = owner;
        this.title = title;
        this.description = description;
        this.state = state;
    }

    /** Gives it another title. */
    public void rename(String title) {
        this.title = title;
    }

    /** Gives it another description. */
    public void describe(String description) {
        this.description = description;
    }

    /** Moves it to another state; each may follow each. */
    public void move(TodoState state) {
        this.state = state;
    }

    @PreUpdate
    void touch() {
        updatedAt = OffsetDateTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MICROS);
    }

    /** The key. @throws IllegalStateException before the todo is stored */
    public long id() {
        return stored(id);
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public TodoState state() {
        return state;
    }

    /** Whose it is. */
    public User owner() {
        return owner;
    }

    /** When the row was inserted. @throws IllegalStateException before the todo is stored */
    public OffsetDateTime createdAt() {
        return stored(createdAt);
    }

    /** When the row last changed. @throws IllegalStateException before the todo is stored */
    public OffsetDateTime updatedAt() {
        return stored(updatedAt);
    }

    private <T> T stored(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(
                    "the todo “" + title + "” is not stored yet: the database has not set this value");
        }
        return value;
    }
}
