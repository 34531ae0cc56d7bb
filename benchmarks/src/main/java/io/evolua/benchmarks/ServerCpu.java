package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
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

    private static final Path PROC = Path.of("/proc");

    /** The server whose data lie in this folder. */
    static ServerCpu of(Path dataDirectory) throws IOException {
        List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
        return new ServerCpu(Long.parseLong(lines.get(0).strip()));
    }

    double seconds() throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .map(process -> process.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .mapToDouble(this::seconds)
                    .sum();
        }
    }

    private double seconds(String process) {
        boolean self = process.equals(Long.toString(postmaster));
        return ProcStat.of(process)
                .filter(stat -> self || stat.parent() == postmaster)
                .map(stat -> self ? stat.self() + stat.children() : stat.self())
                .orElse(0.0);
    }
}
