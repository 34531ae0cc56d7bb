package io.evolua.domain.todo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a thing to do stands. */
public enum TodoState {
    DRAFT,
    TODO,
    DOING,
    DONE,
    TRASH;

    /** The state of the given name, which is in lower case; empty when there is none. */
    public static Optional<TodoState> of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(name))
                .findFirst();
    }

    /** The name by which clients and the database know it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
