package io.evolua.engine.command;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A kind of fault. How often each was tried, and whether anything was lost, is said when all tests are done. */
enum Fault {
    CUT("the connection cut at a request"),
    CUT_WITHIN("the connection cut inside a statement"),
    KILLED_BETWEEN("the process killed between statements"),
    KILLED_WITHIN("the process killed inside a statement"),
    KILLED_WRITING("the process killed while it writes files"),
    DISK_FULL("the disk full"),
    ENDED("the session ended by an administrator"),
    RESTARTED("the server restarted"),
    CRASHED("the server crashed"),
    RIGHT_LOST("a right lost"),
    LOCK_HELD("a lock held by somebody"),
    AT_ONCE("five runs at once"),
    FLYWAY("Flyway at the same time"),
    TENANTS("a run over many schemas interrupted");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    private static final Map<Fault, Integer> TRIED = new EnumMap<>(Fault.class);
    private static final Map<Fault, Integer> HARMLESS = new EnumMap<>(Fault.class);

    /** Tries it: what is thrown means that something was lost. */
    void tried(Check check) throws Exception {
        TRIED.merge(this, 1, Integer::sum);
        check.run();
        HARMLESS.merge(this, 1, Integer::sum);
    }

    /** Whether all is as it must be after a fault. */
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    private static String report() {
        int tried = TRIED.values().stream().mapToInt(Integer::intValue).sum();
        int lost =
                tried - HARMLESS.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder report = new StringBuilder(
                "faults tried: " + tried + ", " + (lost == 0 ? "nothing lost" : "with something LOST: " + lost));
        TRIED.forEach((fault, times) ->
                report.append("\n  ").append(fault.words).append(": ").append(times));
        return report.toString();
    }

    /** Has the report printed at the end, once for all classes that carry it. */
    static final class Reported implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(Fault.class, key ->
                    (AutoCloseable) () -> System.out.println(report()));
        }
    }
}
