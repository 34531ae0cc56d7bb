package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Arguments;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The service beside the reference: the same requests on the same rows, one contestant after the other, round by round. */
public final class Rest {

    private static final int POOL = 20;
    private static final String ALL = "constant,get,list,post,patch,put-user,post-user";

    private final Workbench bench;

    private Rest(Workbench bench) {
        this.bench = bench;
    }

    /** Starts everything, measures, prints, and ends everything. */
    public static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Workbench.use(arguments, bench -> new Rest(bench).measure(arguments));
    }

    private void measure(Arguments arguments) throws IOException, InterruptedException, SQLException {
        List<String> operations =
                List.of(arguments.text("operations").orElse(ALL).split(",", -1));
        int connections = arguments.number("connections", 32);
        int seconds = arguments.number("seconds", 10);
        int rounds = arguments.number("rounds", 3);
        int warmUp = arguments.number("warm-up", 60);
        int theirWarmUp = arguments.number("reference-warm-up", 5);
        Data data = bench.data(arguments.number("users", 100_000));
        Meter meter = bench.meter(data, "/heroes");
        List<Program> programs = new ArrayList<>();
        try {
            programs.add(bench.service("evolua", Workbench.settings(data)));
            Optional<Reference> reference = arguments.text("python").map(Reference::new);
            if (reference.isPresent()) {
                for (String flavour : List.of("async", "sync")) {
                    programs.add(reference
                            .orElseThrow()
                            .start(flavour, bench.work(), data.url(), Workbench.settings(data), POOL));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d connections, median of %d rounds of %d s, after %d s of each operation (reference: %d s); %d users; %s%n",
                    connections,
                    rounds,
                    seconds,
                    warmUp,
                    theirWarmUp,
                    data.users(),
                    bench.javaVersion());
            for (Program program : programs) {
                System.out.printf(
                        Locale.ROOT, "  %-18s first answer after %.1f s%n", program.name(), program.bootSeconds());
                for (String operation : operations) {
                    meter.measure(program, operation, connections, program == programs.get(0) ? warmUp : theirWarmUp);
                }
            }
            PgBench floor = new PgBench(bench.server(), data, bench.work());
            for (String operation : operations) {
                print(operation, measure(meter, programs, operation, connections, seconds, rounds));
                floor.line(operation, connections, seconds).ifPresent(System.out::println);
            }
        } finally {
            for (Program program : programs) {
                program.close();
            }
        }
    }

    private static Map<Program, Sample> measure(
            Meter meter, List<Program> programs, String operation, int connections, int seconds, int rounds)
            throws IOException, InterruptedException {
        Map<Program, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Program program : programs) {
                samples.computeIfAbsent(program, any -> new ArrayList<>())
                        .add(meter.measure(program, operation, connections, seconds));
            }
        }
        Map<Program, Sample> medians = new LinkedHashMap<>();
        samples.forEach((program, all) -> medians.put(program, Sample.median(all)));
        return medians;
    }

    private static void print(String operation, Map<Program, Sample> samples) {
        System.out.println(operation);
        List<Map.Entry<Program, Sample>> entries = List.copyOf(samples.entrySet());
        for (Map.Entry<Program, Sample> entry : entries) {
            Sample sample = entry.getValue();
            System.out.printf(
                    Locale.ROOT,
                    "  %-18s %7.0f /s  CPU %6.3f ms + PostgreSQL %6.3f ms  p50 %7.2f ms  p99 %7.2f ms  %4.0f MiB%s%n",
                    entry.getKey().name(),
                    sample.perSecond(),
                    sample.cpuMillis(),
                    sample.databaseCpuMillis(),
                    sample.p50Millis(),
                    sample.p99Millis(),
                    sample.mebibytes(),
                    sample.failed() == 0 ? "" : "  FAILED " + sample.failed());
        }
        Sample ours = entries.get(0).getValue();
        for (Map.Entry<Program, Sample> other : entries.subList(1, entries.size())) {
            Sample theirs = other.getValue();
            System.out.printf(
                    Locale.ROOT,
                    "  to %-15s %7.2f times the throughput, %.2f the work by CPU, %.2f the p99, %.2f the memory%n",
                    other.getKey().name(),
                    ours.perSecond() / theirs.perSecond(),
                    theirs.cpuMillis() / ours.cpuMillis(),
                    ours.p99Millis() / theirs.p99Millis(),
                    ours.mebibytes() / theirs.mebibytes());
        }
    }
}
