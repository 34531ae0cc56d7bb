package io.evolua.contract;

import io.evolua.contract.client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests of the same moment. */
public final class Together {

    private Together() {}

    /** Sends as many as there are clients, and waits for all answers. */
    public static List<Answer> send(int clients, IntFunction<Answer> request) {
        CyclicBarrier start = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Answer>> requests = IntStream.range(0, clients)
                    .<Callable<Answer>>mapToObj(number -> () -> {
                        start.await();
                        return request.apply(number);
                    })
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
