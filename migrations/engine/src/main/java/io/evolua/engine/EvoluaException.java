package io.evolua.engine;

/**
 * An expected failure: its message says what happened, on which object, and what to do next. A door of the engine shows
 * the message alone, never the stack trace, and leaves with {@link #exitCode()}.
 */
public abstract sealed class EvoluaException extends RuntimeException
        permits UsageException, RefusedException, StoppedException {

    protected EvoluaException(String message) {
        super(message);
    }

    protected EvoluaException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The exit code of a program that ends with this failure. */
    public abstract int exitCode();
}
