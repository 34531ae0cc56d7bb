package io.evolua.benchmarks.service;

import io.evolua.benchmarks.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and all that it started, as Linux accounts for them. */
record ProcessTree(ProcessHandle root) {

    /** User and system time of those that live. */
    double cpuSeconds() {
        return processes()
                .flatMap(process -> ProcStat.of(Long.toString(process.pid())).stream())
                .mapToDouble(ProcStat::self)
                .sum();
    }

    /** Resident memory; what several of them share counts once (the proportional set size). */
    double mebibytes() {
        return processes().mapToLong(ProcessTree::kibibytes).sum() / 1024.0;
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static long kibibytes(ProcessHandle process) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"));
            return lines.stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException endedMeanwhile) {
            return 0;
        }
    }
}
