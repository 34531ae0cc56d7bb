package io.evolua.web.async;

import io.evolua.web.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the container's for answers that nobody's thread waited for. The container's own executor has a single one, as
 * long as its queue takes more: behind a client that reads slowly all others would wait.
 */
@ApplicationScoped
public class AnsweringThreads {

    private static final int IDLE_SECONDS = 60;

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container, to fields only
    private ManagedThreadFactory factory;

    @SuppressWarnings("NullAway.Init") // made when the factory is there
    private ThreadPoolExecutor threads;

    AnsweringThreads() {}

    @PostConstruct
    void open() {
        int number = new Settings().number("evolua.async.answering-threads", 64, 1, 10_000);
        threads = new ThreadPoolExecutor(
                number, number, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    Executor executor() {
        return threads;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
