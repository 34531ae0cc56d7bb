package io.evolua.web.metrics;

import io.evolua.persistence.DatabaseTraffic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Pools and transactions of both drivers, for those who watch numbers. */
@ApplicationScoped
public class DatabaseGauges {

    private static final String WAITING = "database_waiting";
    private static final String USED = "database_connections_used";

    void register(@Observes @Initialized(ApplicationScoped.class) Object event, MetricRegistry registry) {
        Tag blocking = new Tag("driver", "blocking");
        Tag nonBlocking = new Tag("driver", "non-blocking");
        register(registry, blocking, DatabaseTraffic.BLOCKING);
        register(registry, nonBlocking, DatabaseTraffic.NON_BLOCKING);
        registry.gauge(WAITING, DatabaseTraffic.NON_BLOCKING::waiting, nonBlocking);
        registry.gauge(USED, DatabaseTraffic.NON_BLOCKING::busy, nonBlocking);
        if (ContainerPool.isKnown()) {
            registry.gauge(WAITING, ContainerPool::waiting, blocking);
            registry.gauge(USED, ContainerPool::used, blocking);
        }
    }

    private static void register(MetricRegistry registry, Tag driver, DatabaseTraffic traffic) {
        registry.gauge("database_connections", traffic::open, driver);
        registry.gauge("database_transactions_open", traffic::busy, driver);
        registry.gauge("database_transactions", traffic::committed, driver, new Tag("outcome", "committed"));
        registry.gauge("database_transactions", traffic::rolledBack, driver, new Tag("outcome", "rolled back"));
        registry.gauge("database_transaction_seconds_sum", traffic::seconds, driver);
    }
}
