package io.evolua.web.production;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Service;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Asks any instance, and another one when one is there that may not answer and does not. */
final class Insistent implements Sender {

    private static final int ATTEMPTS = 20;

    private final List<Production> instances;
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile String mayFail = "";

    Insistent(List<Production> instances) {
        this.instances = List.copyOf(instances);
    }

    /** From now on this one may leave requests without an answer. */
    void forgive(Production instance) {
        mayFail = instance.name();
    }

    /** How many requests were sent again. */
    int repeated() {
        return repeated.get();
    }

    @Override
    public Answer send(Function<Service, Answer> request) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Production instance = instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
            try {
                return request.apply(instance.service());
            } catch (UncheckedIOException e) {
                if (!instance.name().equals(mayFail)) {
                    throw e;
                }
                repeated.incrementAndGet();
            }
        }
        throw new AssertionError("nobody answered");
    }
}
