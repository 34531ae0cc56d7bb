package io.evolua.engine;

/** Somebody asked the program to stop, and it did before it was done. What was done until then is whole. */
public final class StoppedException extends EvoluaException {

    /** The exit code of a program that stopped because it was asked to. */
    public static final int EXIT_CODE = 4;

    public StoppedException(String message) {
        super(message);
    }

    @Override
    public int exitCode() {
        return EXIT_CODE;
    }
}
