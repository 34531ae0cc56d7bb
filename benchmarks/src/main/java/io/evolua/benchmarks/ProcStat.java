package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux accounts to a process, see proc(5). It counts in hundredths of a second, but sums lose nothing: take differences
 * over many runs.
 *
 * @param parent its process id
 * @param self user and system time of the process, in seconds
 * @param children that of its children that ended and that it waited for, in seconds
 */
public record ProcStat(long parent, double self, double children) {

    private static final double TICKS_PER_SECOND = 100;
    // Counted from the field after the command's name, which is the third.
    private static final int PARENT = 4 - 3;
    private static final int UTIME = 14 - 3;
    private static final int STIME = 15 - 3;
    private static final int CUTIME = 16 - 3;
    private static final int CSTIME = 17 - 3;

    /** Of a process by its id, or of {@code self}; empty when it is over. */
    public static Optional<ProcStat> of(String process) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", process, "stat"));
        } catch (IOException over) {
            return Optional.empty();
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Optional.of(new ProcStat(
                Long.parseLong(fields[PARENT]), seconds(fields, UTIME, STIME), seconds(fields, CUTIME, CSTIME)));
    }

    private static double seconds(String[] fields, int user, int system) {
        return (Long.parseLong(fields[user]) + Long.parseLong(fields[system])) / TICKS_PER_SECOND;
    }
}
