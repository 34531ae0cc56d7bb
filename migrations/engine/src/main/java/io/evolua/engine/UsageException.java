package io.evolua.engine;

/** The caller asked in a wrong way: an unknown name, options that do not go together, a setting that is missing. */
public final class UsageException extends EvoluaException {

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
