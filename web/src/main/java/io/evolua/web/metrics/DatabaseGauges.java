package io.evolua.web.metrics;

import io.evolua.persistence.DatabaseTraffic;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pools and transactions of both drivers, for those who watch numbers. */
@Dependent
public class DatabaseGauges implements Measured {

    private static final Map<String, String> BLOCKING = driver("blocking");
    private static final Map<String, String> NON_BLOCKING = driver("non-blocking");
    private static final String TRANSACTIONS = "database_transactions";

    @Override
    public List<Gauge> gauges() {
        DatabaseTraffic blocking = DatabaseTraffic.BLOCKING;
        DatabaseTraffic nonBlocking = DatabaseTraffic.NON_BLOCKING;
        boolean poolIsKnown = ContainerPool.isKnown();
        List<Gauge> gauges = new ArrayList<>();
        gauges.add(new Gauge("database_connections", BLOCKING, blocking::open));
        gauges.add(new Gauge("database_connections", NON_BLOCKING, nonBlocking::open));
        if (poolIsKnown) {
            gauges.add(new Gauge("database_connections_used", BLOCKING, ContainerPool::used));
        }
        gauges.add(new Gauge("database_connections_used", NON_BLOCKING, nonBlocking::busy));
        if (poolIsKnown) {
            gauges.add(new Gauge("database_waiting", BLOCKING, ContainerPool::waiting));
        }
        gauges.add(new Gauge("database_waiting", NON_BLOCKING, nonBlocking::waiting));
        gauges.add(new Gauge("database_transactions_open", BLOCKING, blocking::busy));
        gauges.add(new Gauge("database_transactions_open", NON_BLOCKING, nonBlocking::busy));
        gauges.add(new Gauge(TRANSACTIONS, outcome(BLOCKING, "committed"), blocking::committed));
        gauges.add(new Gauge(TRANSACTIONS, outcome(BLOCKING, "rolled back"), blocking::rolledBack));
        gauges.add(new Gauge(TRANSACTIONS, outcome(NON_BLOCKING, "committed"), nonBlocking::committed));
        gauges.add(new Gauge(TRANSACTIONS, outcome(NON_BLOCKING, "rolled back"), nonBlocking::rolledBack));
        gauges.add(new Gauge("database_transaction_seconds_sum", BLOCKING, blocking::seconds));
        gauges.add(new Gauge("database_transaction_seconds_sum", NON_BLOCKING, nonBlocking::seconds));
        return gauges;
    }

    private static Map<String, String> driver(String name) {
        return Map.of("driver", name);
    }

    private static Map<String, String> outcome(Map<String, String> driver, String name) {
        Map<String, String> tags = new LinkedHashMap<>(driver);
        tags.put("outcome", name);
        return tags;
    }
}
