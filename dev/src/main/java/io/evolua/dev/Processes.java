package io.evolua.dev;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends processes so that nothing of them remains. */
final class Processes {

    private Processes() {}

    /** Asks the process to end, waits, and makes it end with everything it started. */
    static void end(ProcessHandle process, int patienceSeconds) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        family.forEach(ProcessHandle::destroy);
        if (!await(process, patienceSeconds)) {
            family.forEach(ProcessHandle::destroyForcibly);
        }
        for (ProcessHandle member : family) {
            if (!await(member, 2)) {
                member.destroyForcibly();
                await(member, 2);
            }
        }
    }

    /** Whether the process ended within that time. An interruption does not shorten the wait: this is how a run ends. */
    static boolean await(ProcessHandle process, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    process.onExit().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return true;
                } catch (TimeoutException | ExecutionException e) {
                    return !process.isAlive();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
