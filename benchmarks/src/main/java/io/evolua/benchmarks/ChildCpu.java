package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU time of all children that ended, as Linux accounts it to their parent. It counts in hundredths of a second, but
 * the sum loses nothing: take differences over many runs.
 */
final class ChildCpu {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final double TICKS_PER_SECOND = 100;
    // Counted from the field after the command's name, which is the third of proc(5).
    private static final int CUTIME = 16 - 3;
    private static final int CSTIME = 17 - 3;

    private ChildCpu() {}

    static double seconds() throws IOException {
        String stat = Files.readString(STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) / TICKS_PER_SECOND;
    }
}
