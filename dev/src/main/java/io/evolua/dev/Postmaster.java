package io.evolua.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The running server of a data directory, as its {@code postmaster.pid} says. It is nobody's child: {@code pg_ctl} starts
 * it in a session of its own, out of the reach of Ctrl-C and of the end of this program.
 */
record Postmaster(ProcessHandle process) {

    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** The server, unless the file is stale: no such process, or a later one that got the same number. */
    static Optional<Postmaster> of(Path data) {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            return Optional.empty();
        }
        // The process, the data directory, the start in seconds since 1970, and more.
        if (lines.size() < 3
                || !lines.get(0).matches("\\d{1,18}")
                || !lines.get(2).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2)));
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(started -> Duration.between(started, start).abs().compareTo(TOLERANCE) < 0)
                        .orElse(false))
                .map(Postmaster::new);
    }

    /** Ends it without waiting for its clients; first in an orderly way, then at once. The data survive both. */
    void stop() {
        for (String signal : List.of("INT", "QUIT")) {
            signal(signal);
            if (Processes.await(process, 15)) {
                return;
            }
        }
        throw new DevException("The PostgreSQL server, process " + process.pid() + ", does not end. End it first.");
    }

    /** Java itself only sends TERM, upon which a server waits until its last client has gone. */
    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new DevException("Cannot stop the PostgreSQL server, process " + process.pid() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
