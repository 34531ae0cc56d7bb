package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CPU time of a PostgreSQL server on this machine: of the postmaster, of the backends that ended, which Linux accounts to
 * it, and of those that live.
 *
 * @param postmaster its process id
 */
record ServerCpu(long postmaster) {

    private static final double TICKS_PER_SECOND = 100;
    private static final Path PROC = Path.of("/proc");
    // Counted from the field after the command's name, which is the third of proc(5).
    private static final int PARENT = 4 - 3;
    private static final int UTIME = 14 - 3;
    private static final int LAST_OF_CHILDREN = 17 - 3;
    private static final int LAST_OF_SELF = 15 - 3;

    /** The server whose data lie in this folder. */
    static ServerCpu of(Path dataDirectory) throws IOException {
        List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
        return new ServerCpu(Long.parseLong(lines.get(0).strip()));
    }

    double seconds() throws IOException {
        long ticks = 0;
        try (Stream<Path> processes = Files.list(PROC)) {
            for (Path process : processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .toList()) {
                ticks += ticks(process);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private long ticks(Path process) throws IOException {
        String stat;
        try {
            stat = Files.readString(process.resolve("stat"));
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException endedWhileRead) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        boolean self = process.getFileName().toString().equals(Long.toString(postmaster));
        if (!self && Long.parseLong(fields[PARENT]) != postmaster) {
            return 0;
        }
        long sum = 0;
        for (int i = UTIME; i <= (self ? LAST_OF_CHILDREN : LAST_OF_SELF); i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum;
    }
}
