package io.evolua.cli;

import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;

/** Tells on standard error what a run is doing: what one waits for always, every statement only if asked. */
final class Progress implements RunListener {

    private final Console console;
    private final boolean verbose;

    Progress(Console console, boolean verbose) {
        this.console = console;
        this.verbose = verbose;
    }

    @Override
    public void waitingForLock(HistoryTable table) {
        console.message("Waiting: another migration of this database is running.");
    }

    @Override
    public void started(Step step) {
        console.message((switch (step.direction()) {
                    case UP -> "Applying ";
                    case DOWN -> "Taking back ";
                })
                + step);
    }

    @Override
    public void statement(Step step, int number, int total, SqlStatement statement) {
        if (verbose) {
            console.message("  " + number + "/" + total + "  " + statement.beginning());
        }
    }

    @Override
    public void notice(Step step, String message) {
        console.message("  " + message);
    }

    @Override
    public void finished(Step step, long milliseconds) {
        if (verbose) {
            console.message("  done in " + milliseconds + " ms");
        }
    }

    @Override
    public void remark(String message) {
        console.message(message);
    }
}
