package io.evolua.cli;

import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line at the foot of a terminal, drawn over and over and gone in the end; what else is said stands above it. The time
 * left is reckoned from the statements that are done.
 */
final class ProgressBar extends Progress {

    private static final int BAR = 20;
    private static final int DEFAULT_WIDTH = 80;
    private static final long TICK_MILLIS = 1000;
    private static final long REDRAWN_AFTER = 50_000_000;

    private final Console console;
    private final int width;
    private int steps;
    private int statements;
    private int stepsDone;
    private int statementsDone;
    private int statementsBefore;
    private int statementsOfStep;
    private String current = "";
    private long begun;
    private long drawn;
    private boolean visible;
    private @Nullable Thread ticker;

    ProgressBar(Console console, int width) {
        super(console, false);
        this.console = console;
        this.width = width;
    }

    /** That of the terminal, as the shell says it. */
    static int width(Optional<String> columns) {
        return columns.filter(text -> text.matches("[1-9]\\d{1,4}"))
                .map(Integer::valueOf)
                .orElse(DEFAULT_WIDTH);
    }

    @Override
    public synchronized void planned(int plannedSteps, int plannedStatements) {
        steps = plannedSteps;
        statements = Math.max(1, plannedStatements);
        begun = System.nanoTime();
        visible = true;
        Thread clock = new Thread(this::tick, "progress bar");
        clock.setDaemon(true);
        clock.start();
        ticker = clock;
    }

    @Override
    public synchronized void started(Step step) {
        current = title(step);
        statementsOfStep = 0;
        redraw();
    }

    @Override
    public synchronized void statement(Step step, int number, int total, SqlStatement statement) {
        statementsOfStep = total;
        statementsDone = statementsBefore + number - 1;
        redraw();
    }

    @Override
    public synchronized void finished(Step step, long milliseconds) {
        stepsDone++;
        statementsBefore += statementsOfStep;
        statementsDone = statementsBefore;
        redraw();
    }

    @Override
    public synchronized void ended() {
        visible = false;
        console.status("");
        Thread clock = ticker;
        if (clock != null) {
            clock.interrupt();
        }
    }

    @Override
    synchronized void say(String line) {
        if (visible) {
            console.status("");
        }
        console.message(line);
        draw();
    }

    /** The time goes on also while a statement takes long. */
    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                draw();
            }
        } catch (InterruptedException e) {
            // That was the end.
            Thread.currentThread().interrupt();
        }
    }

    /** Not for every one of a thousand short statements. */
    private void redraw() {
        if (System.nanoTime() - drawn > REDRAWN_AFTER) {
            draw();
        }
    }

    private synchronized void draw() {
        if (visible) {
            drawn = System.nanoTime();
            console.status(line(drawn - begun));
        }
    }

    private String line(long nanos) {
        double part = Math.min(1, (double) statementsDone / statements);
        int full = (int) (part * BAR);
        StringBuilder line = new StringBuilder("[")
                .append("#".repeat(full))
                .append(".".repeat(BAR - full))
                .append("] ")
                .append(stepsDone)
                .append('/')
                .append(steps);
        if (part > 0) {
            line.append("  ").append(time(nanos / 1e9 * (1 - part) / part)).append(" left");
        }
        line.append("  ").append(current);
        // The last column stays free: some terminals begin a new line when it is written to.
        return line.length() < width ? line.toString() : line.substring(0, width - 1);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        String minutes = whole / 3600 > 0 ? whole / 3600 + ":" + twoDigits(whole / 60 % 60) : Long.toString(whole / 60);
        return minutes + ":" + twoDigits(whole % 60);
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
