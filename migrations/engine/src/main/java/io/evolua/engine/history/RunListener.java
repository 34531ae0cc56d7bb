package io.evolua.engine.history;

/** Is told what a run does while it does it. Called on the thread that runs; must not throw. */
public interface RunListener {

    /** One that listens to nothing. */
    RunListener SILENT = new RunListener() {};

    /** Another migration holds the lock; this one waits. Called once for each wait. */
    default void waitingForLock(HistoryTable table) {}

    default void started(Step step) {}

    /** A statement is about to run. {@code number} counts from 1. */
    default void statement(Step step, int number, int total, SqlStatement statement) {}

    /** The server sent a notice or a warning. */
    default void notice(Step step, String message) {}

    /** The step and its row in the history are committed. */
    default void finished(Step step, long milliseconds) {}

    /** Something the user should know that is no failure. */
    default void remark(String message) {}
}
