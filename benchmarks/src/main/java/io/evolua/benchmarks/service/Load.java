package io.evolua.benchmarks.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Requests as fast as they are answered, by wrk.
 *
 * @param script wrk's script, see {@code requests.lua}
 * @param environment what the script wants to know besides operation and run
 */
record Load(Path script, Map<String, String> environment) {

    private static final int THREADS = 2;

    /**
     * What came of it.
     *
     * @param requests answered, whatever the answer
     * @param micros how long it took
     * @param p50Micros half of the answers came within
     * @param p99Micros 99 of 100 answers came within
     * @param lost requests without an answer
     * @param refused answers with a status of 400 and more
     */
    record Result(long requests, long micros, long p50Micros, long p99Micros, long lost, long refused) {

        double perSecond() {
            return requests * 1e6 / micros;
        }
    }

    /**
     * Sends requests of one kind for some seconds.
     *
     * @param run makes what is stored differ from other runs
     */
    Result send(String url, String operation, int connections, int seconds, int run)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "wrk",
                        "-t" + Math.min(THREADS, connections),
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "30s",
                        "--latency",
                        "-s",
                        script.toString(),
                        url))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("BENCH_OPERATION", operation);
        builder.environment().put("BENCH_RUN", Integer.toString(run));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> line.startsWith("RESULT "))
                .map(Load::result)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk failed: " + output));
    }

    private static Result result(String line) {
        String[] fields = line.split(" ", -1);
        return new Result(
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]));
    }

    /** Copies a file of this package into a folder. */
    static Path resource(String name, Path folder) throws IOException {
        try (var bytes = Load.class.getResourceAsStream("/io/evolua/benchmarks/service/" + name)) {
            if (bytes == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return Files.write(folder.resolve(name), bytes.readAllBytes());
        }
    }
}
