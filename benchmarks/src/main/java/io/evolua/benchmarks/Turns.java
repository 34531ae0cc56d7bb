package io.evolua.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs contestants one after the other, round by round, so that a noisy moment meets them all. */
final class Turns {

    private Turns() {}

    /** The mean figures of each, after one round that does not count. */
    static Map<Contestant, Figures> measure(List<Contestant> contestants, int rounds)
            throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            contestant.run();
        }
        Map<Contestant, List<Figures>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                runs.computeIfAbsent(contestant, any -> new ArrayList<>())
                        .add(Figures.of(contestant, ChildCpu::seconds));
            }
        }
        Map<Contestant, Figures> figures = new LinkedHashMap<>();
        runs.forEach((contestant, all) -> figures.put(contestant, Figures.mean(all)));
        return figures;
    }
}
