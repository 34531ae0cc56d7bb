package io.evolua.engine.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Changes in the making, by phase; within a phase in the order in which they were found. */
final class Plan {

    private final Map<Phase, List<Change>> byPhase = new EnumMap<>(Phase.class);

    void add(Phase phase, Change change) {
        byPhase.computeIfAbsent(phase, p -> new ArrayList<>()).add(change);
    }

    List<Change> inOrder() {
        return byPhase.values().stream().flatMap(List::stream).toList();
    }
}
