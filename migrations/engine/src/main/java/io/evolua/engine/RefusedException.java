package io.evolua.engine;

/** The question was right and the answer is no: a database that cannot be reached, a script that fails, two heads. */
public final class RefusedException extends EvoluaException {

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 3;
    }
}
