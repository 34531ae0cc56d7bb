package io.evolua.dev;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code ./evolua dev}. */
public final class Main {

    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 3;
    private static final int INTERRUPTED = 130;

    private static volatile boolean stopping;

    private Main() {}

    /**
     * Runs until Ctrl-C or SIGTERM. The launcher says where the project lies ({@code evolua.root}) and whether the error
     * stream is a terminal ({@code evolua.terminal}).
     */
    public static void main(String... args) {
        Project project = new Project(
                Path.of(System.getProperty("evolua.root", ".")).toAbsolutePath().normalize());
        Progress progress = new Progress(System.err, Boolean.getBoolean("evolua.terminal"));
        CountDownLatch stopped = stopOnSignal(Thread.currentThread(), progress);
        int exit = FAILED;
        try {
            exit = run(args, project, progress, System.out, System.err);
        } finally {
            stopped.countDown();
        }
        System.exit(exit);
    }

    private static int run(String[] args, Project project, Progress progress, PrintStream out, PrintStream err) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options);
        try {
            commandLine.parseArgs(args);
        } catch (ParameterException e) {
            err.println(e.getMessage());
            err.println("Try ./evolua dev --help.");
            return WRONG_USAGE;
        }
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(out);
            return DONE;
        }
        try {
            new Dev(project, options, Environment.of(project, System.getenv()), progress).run();
            return DONE;
        } catch (InterruptedException e) {
            return stopped(progress);
        } catch (DevException e) {
            if (stopping) {
                return stopped(progress);
            }
            progress.line(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            if (stopping) {
                return stopped(progress);
            }
            progress.line("Stopped by an error of the system: " + e);
            return FAILED;
        }
    }

    /** Whatever the interrupted work threw: the user wanted it to end. */
    private static int stopped(Progress progress) {
        progress.line("Stopped. Nothing is left running.");
        return INTERRUPTED;
    }

    /** A signal interrupts the work, and the process ends when everything that the work had started is stopped. */
    private static CountDownLatch stopOnSignal(Thread work, Progress progress) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    if (stopped.getCount() == 0) {
                        return;
                    }
                    stopping = true;
                    progress.line("Stopping …");
                    work.interrupt();
                    try {
                        stopped.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return stopped;
    }
}
