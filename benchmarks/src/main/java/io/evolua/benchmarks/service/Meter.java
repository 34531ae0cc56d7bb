package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Server;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts a service under load and reads what it costs meanwhile. */
final class Meter {

    private final Server server;
    private final Load load;
    private final AtomicInteger runs = new AtomicInteger();

    Meter(Server server, Load load) {
        this.server = server;
        this.load = load;
    }

    /** One load of one kind. */
    Sample measure(Program program, String operation, int connections, int seconds)
            throws IOException, InterruptedException {
        ProcessTree tree = program.tree();
        double cpu = tree.cpuSeconds();
        double databaseCpu = server.postgresCpuSeconds();
        Load.Result result = load.send(program.url(), operation, connections, seconds, runs.incrementAndGet());
        double millis = 1e3 / Math.max(1, result.requests());
        return new Sample(
                result.perSecond(),
                (tree.cpuSeconds() - cpu) * millis,
                (server.postgresCpuSeconds() - databaseCpu) * millis,
                result.p50Micros() / 1e3,
                result.p99Micros() / 1e3,
                tree.mebibytes(),
                result.lost() + result.refused());
    }
}
