package io.evolua.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and all that it started, as Linux accounts for them. */
record ProcessTree(ProcessHandle root) {

    private static final double TICKS_PER_SECOND = 100;
    // Counted from the field after the command's name, which is the third of proc(5).
    private static final int UTIME = 14 - 3;
    private static final int STIME = 15 - 3;

    /** User and system time of those that live. */
    double cpuSeconds() {
        return processes().mapToLong(ProcessTree::ticks).sum() / TICKS_PER_SECOND;
    }

    /** Resident memory; what several of them share counts once (the proportional set size). */
    double mebibytes() {
        return processes().mapToLong(ProcessTree::kibibytes).sum() / 1024.0;
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static long ticks(ProcessHandle process) {
        try {
            String stat = Files.readString(proc(process).resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    private static long kibibytes(ProcessHandle process) {
        try {
            List<String> lines = Files.readAllLines(proc(process).resolve("smaps_rollup"));
            return lines.stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }

    private static Path proc(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }
}
