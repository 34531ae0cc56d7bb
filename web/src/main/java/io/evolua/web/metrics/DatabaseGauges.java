package io.evolua.web.metrics;

import io.evolua.persistence.DatabaseTraffic;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Pools and transactions of both drivers, for those who watch numbers. */
@Dependent
public class DatabaseGauges implements Measured {

    private static final String DRIVER = "driver";
    private static final String BLOCKING = "blocking";
    private static final String NON_BLOCKING = "non-blocking";

    @Override
    public List<Gauge> gauges() {
        List<Gauge> gauges = new ArrayList<>();
        add(gauges, "database_connections", traffic -> traffic::open);
        add(gauges, "database_transactions_open", traffic -> traffic::busy);
        add(gauges, "database_transactions_committed", traffic -> traffic::committed);
        add(gauges, "database_transactions_rolled_back", traffic -> traffic::rolledBack);
        add(gauges, "database_transaction_seconds_sum", traffic -> traffic::seconds);
        pool(gauges, "database_connections_used", ContainerPool::used, DatabaseTraffic.NON_BLOCKING::busy);
        pool(gauges, "database_waiting", ContainerPool::waiting, DatabaseTraffic.NON_BLOCKING::waiting);
        return gauges;
    }

    private static void add(
            List<Gauge> gauges, String name, Function<DatabaseTraffic, Supplier<? extends Number>> value) {
        gauges.add(new Gauge(name, Map.of(DRIVER, BLOCKING), value.apply(DatabaseTraffic.BLOCKING)));
        gauges.add(new Gauge(name, Map.of(DRIVER, NON_BLOCKING), value.apply(DatabaseTraffic.NON_BLOCKING)));
    }

    private static void pool(
            List<Gauge> gauges,
            String name,
            Supplier<? extends Number> blocking,
            Supplier<? extends Number> nonBlocking) {
        if (ContainerPool.isKnown()) {
            gauges.add(new Gauge(name, Map.of(DRIVER, BLOCKING), blocking));
        }
        gauges.add(new Gauge(name, Map.of(DRIVER, NON_BLOCKING), nonBlocking));
    }
}
