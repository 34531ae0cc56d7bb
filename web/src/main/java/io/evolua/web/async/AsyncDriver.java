package io.evolua.web.async;

import io.evolua.persistence.AsyncDatabase;
import io.evolua.persistence.AsyncLimits;
import io.evolua.persistence.EvoluaDataSource;
import io.evolua.web.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The non-blocking driver, by the settings {@code evolua.async.…}. It is loaded when a request first needs it, so that the
 * start does not wait for it, and closed with the application.
 */
@ApplicationScoped
public class AsyncDriver {

    private final AsyncLimits limits;
    private volatile @Nullable AsyncDatabase database;

    /** @throws IllegalStateException when a setting makes no sense */
    AsyncDriver() {
        Settings settings = new Settings();
        this.limits = new AsyncLimits(
                settings.number("evolua.async.pool-size", 20, 1, 1_000),
                settings.number("evolua.async.queue", 1_000, 0, 100_000),
                Duration.ofMillis(settings.number("evolua.pool.max-wait-millis", 3_000, 1, 600_000)),
                Duration.ofMillis(settings.number("evolua.async.timeout-millis", 9_000, 1, 3_600_000)),
                Duration.ofMillis(settings.number("evolua.async.stream-millis", 600_000, 1, 86_400_000)),
                settings.number("evolua.async.pipelining", 16, 1, 1_024),
                settings.number("evolua.async.threads", Runtime.getRuntime().availableProcessors(), 1, 256));
    }

    /** What makes no sense is said when the service starts. */
    void readAtStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
        // The constructor has read the settings.
    }

    /** The database. */
    public AsyncDatabase database() {
        AsyncDatabase open = database;
        return open == null ? open() : open;
    }

    private synchronized AsyncDatabase open() {
        AsyncDatabase open = database;
        if (open == null) {
            open = new AsyncDatabase(EvoluaDataSource.configured(), limits);
            database = open;
        }
        return open;
    }

    @PreDestroy
    synchronized void close() {
        AsyncDatabase open = database;
        if (open != null) {
            open.close();
        }
    }
}
