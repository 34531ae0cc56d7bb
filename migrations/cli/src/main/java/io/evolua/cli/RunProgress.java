package io.evolua.cli;

import io.evolua.engine.history.RunListener;

/** Tells what a run is doing, and passes on that it shall stop. */
abstract class RunProgress implements RunListener {

    private static final String DUMB = "dumb";

    private volatile boolean stopping;

    /** As the reader has it: events for a program, a bar on a terminal, lines for a pipeline. */
    static RunProgress of(Invocation invocation) {
        Console console = invocation.console();
        boolean verbose = invocation.flag(Options.VERBOSE);
        if (invocation.json()) {
            return new ProgressEvents(console, verbose);
        }
        boolean dumb = invocation.variable("TERM").filter(DUMB::equals).isPresent();
        return verbose || dumb || !console.messagesAreSeen()
                ? new Progress(console, verbose)
                : new ProgressBar(console, ProgressBar.width(invocation.variable("COLUMNS")));
    }

    /** Called on any thread. */
    final void stop() {
        stopping = true;
        stopping();
    }

    /** Tells that the run was asked to stop. */
    abstract void stopping();

    @Override
    public final boolean stopRequested() {
        return stopping;
    }
}
