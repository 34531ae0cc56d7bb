package io.evolua.dev;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells the user what goes on: a line for every step when it is done, with the time it took. On a terminal the step in
 * progress is shown too, and its line is written over when it is done.
 */
final class Progress {

    private final PrintStream out;
    private final boolean terminal;
    private boolean open;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A step in progress. */
    final class Step {
        private final String name;
        private final long start = System.nanoTime();

        private Step(String name) {
            this.name = name;
        }

        /** What the step is waiting for at the moment; shown on a terminal only. */
        void waiting(String what) {
            if (terminal) {
                show(name + " " + what);
            }
        }

        void done(String result) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            line(String.format(Locale.ROOT, "%-12s %s (%.1f s)", name, result, time.toMillis() / 1000.0));
        }
    }

    Step step(String name, String doing) {
        if (terminal) {
            show(String.format(Locale.ROOT, "%-12s %s", name, doing));
        } else {
            line(String.format(Locale.ROOT, "%-12s %s", name, doing));
        }
        return new Step(name);
    }

    synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    private synchronized void show(String text) {
        clear();
        out.print(text + " …");
        out.flush();
        open = true;
    }

    private void clear() {
        if (open) {
            out.print("\r\u001b[2K");
            open = false;
        }
    }
}
