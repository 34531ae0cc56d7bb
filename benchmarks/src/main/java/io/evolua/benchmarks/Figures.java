package io.evolua.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What one run costs.
 *
 * @param cpuSeconds user and system time of the process and of the children it waited for
 * @param wallSeconds from start to end
 * @param peakMebibytes the most memory that the process held (its resident set), as far as was seen
 */
record Figures(double cpuSeconds, double wallSeconds, double peakMebibytes) {

    /** Reads a counter of CPU time, in seconds. */
    @FunctionalInterface
    interface CpuMeter {
        double seconds() throws IOException;
    }

    /** Of one run. */
    static Figures of(Contestant contestant, CpuMeter meter) throws IOException, InterruptedException {
        double cpu = meter.seconds();
        long start = System.nanoTime();
        double peak = contestant.run();
        double wall = (System.nanoTime() - start) / 1e9;
        return new Figures(meter.seconds() - cpu, wall, peak);
    }

    /** Of several: the mean of times, the greatest peak. */
    static Figures mean(List<Figures> runs) {
        return new Figures(
                runs.stream().mapToDouble(Figures::cpuSeconds).average().orElse(0),
                runs.stream().mapToDouble(Figures::wallSeconds).average().orElse(0),
                runs.stream().mapToDouble(Figures::peakMebibytes).max().orElse(0));
    }

    String line(String name) {
        return String.format(
                Locale.ROOT,
                "  %-28s %7.3f s CPU %7.3f s wall %5.0f MiB",
                name,
                cpuSeconds,
                wallSeconds,
                peakMebibytes);
    }

    /** {@code ours / theirs}, CPU and wall. */
    String ratioTo(Figures theirs, String name) {
        return String.format(
                Locale.ROOT,
                "  ratio to %-19s %7.2f   CPU %7.2f   wall",
                name,
                cpuSeconds / theirs.cpuSeconds,
                wallSeconds / theirs.wallSeconds);
    }
}
