package io.evolua.persistence;

/** The database cannot be asked now, or has not answered in time: worth trying again later. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Without a stack: it happens to every request while the database is away, and says nothing about this one. */
    DatabaseUnavailableException(String what) {
        super(what, null, false, false);
    }

    DatabaseUnavailableException(String what, Throwable cause) {
        super(what + ": " + cause, cause, false, false);
    }
}
