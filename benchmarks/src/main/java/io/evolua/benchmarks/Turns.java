package io.evolua.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs contestants one after the other, round by round, so that a noisy moment meets them all. */
final class Turns {

    private Turns() {}

    /** Reads a counter of CPU time, in seconds. */
    @FunctionalInterface
    interface CpuMeter {
        double seconds() throws IOException;
    }

    /** The mean figures of each, after one round that does not count. */
    static Map<Contestant, Figures> measure(List<Contestant> contestants, int rounds)
            throws IOException, InterruptedException {
        return measure(contestants, rounds, ChildCpu::seconds);
    }

    /** The same with another notion of what counts as CPU time. */
    static Map<Contestant, Figures> measure(List<Contestant> contestants, int rounds, CpuMeter meter)
            throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            contestant.run();
        }
        Map<Contestant, double[]> sums = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                double cpu = meter.seconds();
                long start = System.nanoTime();
                contestant.run();
                double[] sum = sums.computeIfAbsent(contestant, any -> new double[2]);
                sum[1] += (System.nanoTime() - start) / 1e9;
                sum[0] += meter.seconds() - cpu;
            }
        }
        Map<Contestant, Figures> figures = new LinkedHashMap<>();
        sums.forEach((contestant, sum) -> figures.put(contestant, new Figures(sum[0] / rounds, sum[1] / rounds)));
        return figures;
    }
}
