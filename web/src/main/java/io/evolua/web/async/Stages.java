package io.evolua.web.async;

import java.util.concurrent.CompletionException;

/** What {@link java.util.concurrent.CompletionStage} lacks. */
public final class Stages {

    private Stages() {}

    /** The error itself, out of what stages wrap it in. */
    public static Throwable cause(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause(cause) : error;
    }
}
