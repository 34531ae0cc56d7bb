package io.evolua.benchmarks;

/** The CPU time of all children that ended, as Linux accounts it to their parent. */
final class ChildCpu {

    private ChildCpu() {}

    static double seconds() {
        return ProcStat.of("self").orElseThrow().children();
    }
}
