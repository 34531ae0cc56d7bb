package io.evolua.engine.history;

/** Is told what a run does while it does it. Called on the thread that runs; must not throw. */
public interface RunListener {

    /** One that listens to nothing. */
    RunListener SILENT = new RunListener() {};

    /** Another migration holds the lock; this one waits. Called once for each wait. */
    default void waitingForLock(HistoryTable table) {}

    /**
     * Something did not get a lock, was rolled back, and will be tried again after a rest. A script then begins with its
     * first statement again.
     */
    default void lockNotGranted(LockWait wait) {}

    /** The steps are about to be run. Called once, if there are any. */
    default void planned(int steps, int statements) {}

    default void started(Step step) {}

    /** A statement is about to run. {@code number} counts from 1. */
    default void statement(Step step, int number, int total, SqlStatement statement) {}

    /** The server sent a notice or a warning. */
    default void notice(Step step, String message) {}

    /** The step and its row in the history are committed. */
    default void finished(Step step, long milliseconds) {}

    /** No step runs any more, whether they are done or not. Called once if the steps were announced. */
    default void ended() {}

    /** Asked between two steps and while the run waits: whether it shall do no more. A step that runs is not interrupted. */
    default boolean stopRequested() {
        return false;
    }

    /** Something the user should know that is no failure. */
    default void remark(String message) {}
}
