package io.evolua.cli;

import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.LockWait;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import java.util.Locale;

/** Tells on standard error what a run is doing: what one waits for always, every statement only if asked. */
class Progress extends RunProgress {

    private final Console console;
    private final boolean verbose;

    Progress(Console console, boolean verbose) {
        this.console = console;
        this.verbose = verbose;
    }

    /** Writes a line. */
    void say(String line) {
        console.message(line);
    }

    static String title(Step step) {
        return (switch (step.direction()) {
                    case UP -> "Applying ";
                    case DOWN -> "Taking back ";
                })
                + step;
    }

    @Override
    public void waitingForLock(HistoryTable table) {
        say("Waiting: another migration of this database is running.");
    }

    @Override
    public void lockNotGranted(LockWait wait) {
        say("  " + wait.what() + "\n    " + wait.reason()
                + (wait.holders().isEmpty() ? "" : "; in the way: " + wait.heldBy())
                + String.format(
                        Locale.ROOT,
                        ". Try %d of %d in %.1f s.",
                        wait.attempt() + 1,
                        wait.attempts(),
                        wait.pause().toMillis() / 1000.0));
    }

    @Override
    public void started(Step step) {
        say(title(step));
    }

    @Override
    public void statement(Step step, int number, int total, SqlStatement statement) {
        if (verbose) {
            say("  " + number + "/" + total + "  " + statement.beginning());
        }
    }

    @Override
    public void notice(Step step, String message) {
        say("  " + message);
    }

    @Override
    public void finished(Step step, long milliseconds) {
        if (verbose) {
            say("  done in " + milliseconds + " ms");
        }
    }

    @Override
    public void remark(String message) {
        say(message);
    }

    @Override
    void stopping() {
        say("Asked to stop: the script that runs is let finish. Ask again to end at once.");
    }
}
