package io.evolua.web.production;

import io.evolua.contract.Driver;
import io.evolua.contract.client.Bodies;
import io.evolua.contract.client.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that make heroes and read them again, by both drivers, one request after the other until they are stopped. */
final class Load {

    /** What takes longer is taken for a request that is never answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final URI service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Thread> clients = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final Map<Driver, AtomicLong> successes =
            Map.of(Driver.BLOCKING, new AtomicLong(), Driver.NON_BLOCKING, new AtomicLong());
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean over;

    private Load(URI service) {
        this.service = service;
    }

    static Load start(URI service, int clients) {
        Load load = new Load(service);
        for (int i = 0; i < clients; i++) {
            Driver driver = i % 2 == 0 ? Driver.BLOCKING : Driver.NON_BLOCKING;
            Thread thread = new Thread(() -> load.run(driver), "client " + i);
            thread.start();
            load.clients.add(thread);
        }
        return load;
    }

    private void run(Driver driver) {
        while (!over) {
            try {
                makeAndRead(driver, Service.fresh("Load"));
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                wrong.add(driver + " " + e);
            }
        }
    }

    private void makeAndRead(Driver driver, String name) throws IOException, InterruptedException {
        URI all = service.resolve(driver.path());
        HttpResponse<String> created = send(HttpRequest.newBuilder(all)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Bodies.hero(name))));
        if (!isAnswered(driver, created, 201)) {
            return;
        }
        made.add(name);
        HttpResponse<String> read = send(HttpRequest.newBuilder(
                service.resolve(created.headers().firstValue("Location").orElseThrow())));
        if (isAnswered(driver, read, 200) && !read.body().contains(name)) {
            wrong.add(driver + " another hero: " + read.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } finally {
            longest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), Math::max);
        }
    }

    private boolean isAnswered(Driver driver, HttpResponse<String> answer, int status) {
        if (answer.statusCode() == status) {
            Objects.requireNonNull(successes.get(driver)).incrementAndGet();
            return true;
        }
        if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()) {
            refused.incrementAndGet();
        } else {
            wrong.add(
                    driver + " " + answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
        }
        return false;
    }

    /** Waits for so many more answers that are no refusals, of each driver. */
    void awaitSuccesses(int more) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (AtomicLong count : successes.values()) {
            long wanted = count.get() + more;
            while (count.get() < wanted) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("no " + more + " successes of each driver within " + PATIENCE + ", but "
                            + successes + ", " + refused + " refused, and " + wrong);
                }
                Thread.sleep(10);
            }
        }
    }

    /** Waits for so many more refusals. */
    void awaitRefusals(int more) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long wanted = refused.get() + more;
        while (refused.get() < wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no " + more + " refusals within " + PATIENCE + ", but " + refused);
            }
            Thread.sleep(10);
        }
    }

    void stop() throws InterruptedException {
        over = true;
        for (Thread thread : clients) {
            thread.join();
        }
    }

    /** Answers that nobody wants, and requests without any. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    long refused() {
        return refused.get();
    }

    long longestMillis() {
        return longest.get();
    }

    /** The names of those whom the service said that it has stored. */
    List<String> made() {
        return List.copyOf(made);
    }
}
