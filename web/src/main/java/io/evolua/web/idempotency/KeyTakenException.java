package io.evolua.web.idempotency;

/** A request with the same key has been carried out meanwhile. */
final class KeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyTakenException() {
        super("the key has an answer already", null, false, false);
    }
}
