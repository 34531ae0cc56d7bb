package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The two drivers side by side: {@code /heroes} by pgjdbc and EclipseLink, {@code /async/heroes} by Vert.x, each in a process of its
 * own that gets no other requests, with pools of one size.
 */
public final class Drivers {

    /** More requests that wait in the database than either pool has connections. */
    private static final int SLOW = 40;

    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private static final String READ = "read";
    private static final String POST = "post";
    private static final String READ_AMONG_SLOW = "read among slow";

    private final Workbench bench;

    private Drivers(Workbench bench) {
        this.bench = bench;
    }

    /** A process and the requests it gets. */
    private record Driver(String name, Program program, Meter meter) {}

    /** Starts everything, measures, prints, and ends everything. */
    public static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Workbench.use(arguments, bench -> new Drivers(bench).measure(arguments));
    }

    private void measure(Arguments arguments) throws IOException, InterruptedException, SQLException {
        List<Integer> connections = Arrays.stream(
                        arguments.text("connections").orElse("1,32,256,1024").split(",", -1))
                .map(Integer::valueOf)
                .toList();
        int seconds = arguments.number("seconds", 8);
        int rounds = arguments.number("rounds", 2);
        int warmUp = arguments.number("warm-up", 60);
        Optional<String> text = arguments.text("conclusion");
        String conclusion = text.isPresent() ? Files.readString(Path.of(text.get())) : "";
        Data data = bench.data(1_000);
        List<Driver> drivers = new ArrayList<>();
        try {
            for (String[] driver : new String[][] {{"pgjdbc", "/heroes"}, {"Vert.x", "/async/heroes"}}) {
                Program program = bench.service(driver[0], settings(data));
                drivers.add(new Driver(driver[0], program, bench.meter(data, driver[1])));
            }
            for (Driver driver : drivers) {
                for (String operation : List.of(READ, POST)) {
                    driver.meter().measure(driver.program(), operation, 32, warmUp);
                }
            }
            String conditions = String.format(
                    Locale.ROOT,
                    "Median of %d rounds of %d s, after %d s of each at 32 connections; pools of 20 connections; %s; %d processors.",
                    rounds,
                    seconds,
                    warmUp,
                    bench.javaVersion(),
                    Runtime.getRuntime().availableProcessors());
            System.out.println(conditions);
            Map<String, Map<Integer, Map<String, Sample>>> samples = new LinkedHashMap<>();
            for (String operation : List.of(READ, POST, READ_AMONG_SLOW)) {
                if (operation.equals(READ_AMONG_SLOW)) {
                    Data.slowDown(bench.server());
                }
                for (int many : connections) {
                    Map<String, Sample> medians = medians(drivers, operation, many, seconds, rounds);
                    print(operation, many, medians);
                    samples.computeIfAbsent(operation, any -> new LinkedHashMap<>())
                            .put(many, medians);
                }
            }
            Optional<String> page = arguments.text("page");
            if (page.isPresent()) {
                Files.writeString(Path.of(page.get()), DriversPage.of(conditions, conclusion, samples));
            }
        } finally {
            drivers.forEach(driver -> driver.program().close());
        }
    }

    /** All that come may wait: nobody is turned away, by neither. */
    private static Map<String, String> settings(Data data) {
        Map<String, String> settings = new TreeMap<>(Workbench.settings(data));
        settings.put("EVOLUA_ASYNC_QUEUE", "4096");
        return settings;
    }

    private Map<String, Sample> medians(
            List<Driver> drivers, String operation, int connections, int seconds, int rounds)
            throws IOException, InterruptedException, SQLException {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Driver driver : drivers) {
                samples.computeIfAbsent(driver.name(), any -> new ArrayList<>())
                        .add(sample(driver, operation, connections, seconds));
            }
        }
        Map<String, Sample> medians = new LinkedHashMap<>();
        samples.forEach((driver, all) -> medians.put(driver, Sample.median(all)));
        return medians;
    }

    private Sample sample(Driver driver, String operation, int connections, int seconds)
            throws IOException, InterruptedException, SQLException {
        if (!operation.equals(READ_AMONG_SLOW)) {
            return driver.meter().measure(driver.program(), operation, connections, seconds);
        }
        // The slow ones begin earlier and end later.
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> {
            try {
                driver.meter().measure(driver.program(), "slow", SLOW, seconds + 2);
            } catch (IOException e) {
                throw new CompletionException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        });
        awaitSlow(slow);
        Sample sample = driver.meter().measure(driver.program(), READ, connections, seconds);
        slow.join();
        return sample;
    }

    /** Until the database is at work on them. */
    private void awaitSlow(CompletableFuture<Void> slow) throws InterruptedException, SQLException {
        String asleep = "select pid::text from pg_stat_activity where wait_event = 'PgSleep'";
        while (!slow.isDone() && bench.server().texts("postgres", asleep).isEmpty()) {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    private static void print(String operation, int connections, Map<String, Sample> samples) {
        for (Entry<String, Sample> entry : samples.entrySet()) {
            Sample sample = entry.getValue();
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %5d  %-7s %7.0f /s  CPU %6.3f ms + PostgreSQL %6.3f ms  p50 %8.2f ms  p99 %8.2f ms  %4.0f MiB%s%n",
                    operation,
                    connections,
                    entry.getKey(),
                    sample.perSecond(),
                    sample.cpuMillis(),
                    sample.databaseCpuMillis(),
                    sample.p50Millis(),
                    sample.p99Millis(),
                    sample.mebibytes(),
                    sample.failed() == 0 ? "" : "  FAILED " + sample.failed());
        }
    }
}
