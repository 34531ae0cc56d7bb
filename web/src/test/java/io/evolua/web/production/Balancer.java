package io.evolua.web.production;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Service;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Does what a balancer has to: asks all instances again and again whether they are ready, and gives each request to the next
 * of those that are. Nothing is sent twice, so that a request that an instance lets down is seen.
 */
final class Balancer implements Sender, AutoCloseable {

    private static final int PAUSE_MILLIS = 100;

    private final List<Production> instances;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Production> ready;
    private volatile boolean over;

    Balancer(List<Production> instances) {
        this.instances = List.copyOf(instances);
        this.ready = nowReady();
        Thread checks = new Thread(this::check, "readiness checks");
        checks.setDaemon(true);
        checks.start();
    }

    private List<Production> nowReady() {
        return instances.stream()
                .filter(instance -> instance.status("/health/ready") == 200)
                .toList();
    }

    private void check() {
        try {
            while (!over) {
                ready = nowReady();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that get requests now. */
    List<String> ready() {
        return ready.stream().map(Production::name).toList();
    }

    @Override
    public Answer send(Function<Service, Answer> request) {
        List<Production> now = ready;
        if (now.isEmpty()) {
            throw new AssertionError("no instance is ready");
        }
        return request.apply(
                now.get(Math.floorMod(turn.getAndIncrement(), now.size())).service());
    }

    @Override
    public void close() {
        over = true;
    }
}
