package io.evolua.benchmarks;

import java.util.Locale;

/**
 * What one run costs, on average over a contestant's runs.
 *
 * @param cpuSeconds user and system time of the process and of the children it waited for
 * @param wallSeconds from start to end
 */
record Figures(double cpuSeconds, double wallSeconds) {

    String line(String name) {
        return String.format(Locale.ROOT, "  %-28s %7.3f s CPU %7.3f s wall", name, cpuSeconds, wallSeconds);
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
