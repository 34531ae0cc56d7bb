package io.evolua.dev;

import java.util.Objects;

/** An expected failure: the message says what happened and what to do next, and is all that the user sees. */
final class DevException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DevException(String message) {
        super(message);
    }

    DevException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
