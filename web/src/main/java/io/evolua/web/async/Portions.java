package io.evolua.web.async;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Portions of a long list on their way from the driver's threads to the one that writes. The next one is read while one is
 * written, and no more: so the memory is bounded, and a client that reads slowly slows the database's cursor down.
 *
 * @param <E> what is listed
 */
public final class Portions<E> {

    private final AsyncUnits units;
    private final BlockingQueue<Portion<E>> ready = new LinkedBlockingQueue<>();
    private final CompletableFuture<Portions<E>> first = new CompletableFuture<>();

    private Portions(AsyncUnits units) {
        this.units = units;
    }

    /** One portion; or the end, when there are no entries, with the error if it is one. */
    private record Portion<E>(
            List<E> entries,
            CompletableFuture<Void> taken,
            @Nullable Throwable error) {}

    /** What passes on all that it finds, portion by portion, to who says when it may go on. */
    @FunctionalInterface
    public interface Source<E> {
        CompletionStage<Void> passTo(Function<List<E>, CompletionStage<Void>> consumer);
    }

    /** Begins to read. The stage ends when there is a first portion, or fails if there is none to be had. */
    public static <E> CompletionStage<Portions<E>> of(AsyncUnits units, Source<E> source) {
        Portions<E> portions = new Portions<>(units);
        source.passTo(portions::put).whenComplete((nothing, error) -> portions.end(error));
        return portions.first;
    }

    private CompletionStage<Void> put(List<E> entries) {
        if (entries.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> taken = new CompletableFuture<>();
        ready.add(new Portion<>(entries, taken, null));
        first.complete(this);
        return taken;
    }

    private void end(@Nullable Throwable error) {
        ready.add(new Portion<>(List.of(), new CompletableFuture<>(), error));
        if (error == null) {
            first.complete(this);
        } else {
            first.completeExceptionally(error);
        }
    }

    /** Hands over every entry, waiting for those that are still to come. If the consumer throws, nothing more is read. */
    public void forEach(Consumer<? super E> consumer) {
        try {
            Portion<E> portion = ready.take();
            while (!portion.entries().isEmpty()) {
                portion.taken().complete(null);
                portion.entries().forEach(consumer);
                portion = ready.take();
            }
            if (portion.error() != null) {
                throw new CompletionException(portion.error());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } finally {
            // After the end there is nothing left to stop.
            units.cancel();
        }
    }
}
