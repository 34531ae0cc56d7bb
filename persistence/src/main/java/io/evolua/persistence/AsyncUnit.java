package io.evolua.persistence;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One unit of work on a connection that is its own until the end. Whoever waits is answered in time, whatever becomes of
 * the connection; that is given back when the database has said that nothing of the work is left.
 */
final class AsyncUnit<T> {

    /** How long the server may take for what is no work: to begin, and to confirm that nothing is left. */
    private static final long CONFIRMATION_MILLIS = 3_000;

    private final Vertx vertx;
    private final PgConnection connection;
    private final Cancellation cancellation;
    private final Duration limit;
    private final AsyncTransaction transaction;
    private final Promise<T> work = Promise.promise();
    private final Promise<T> answer = Promise.promise();

    /** The request to the server to stop, once there is one. It must not hit what the connection's next user does. */
    private Future<Void> stopping = Future.succeededFuture();

    private boolean ended;
    private volatile long timer;

    /** @param portion how long a part of it may take */
    AsyncUnit(Vertx vertx, PgConnection connection, Cancellation cancellation, Duration limit, Duration portion) {
        this.vertx = vertx;
        this.connection = connection;
        this.cancellation = cancellation;
        this.limit = limit;
        this.transaction = new AsyncTransaction(connection, portion.toMillis(), millis -> stop(late(millis)));
    }

    Future<T> run(Function<AsyncTransaction, CompletionStage<T>> steps) {
        try {
            cancellation.begin(() -> stop(new CancellationException("nobody waits for the answer any more")));
        } catch (CancellationException e) {
            connection.close();
            return Future.failedFuture(e);
        }
        long begin = System.nanoTime();
        DatabaseTraffic.NON_BLOCKING.begun();
        // The first statement follows at once; the server takes them in order, and answers this one whatever comes
        // after it.
        Future<Void> begun = transaction.begin();
        watch(begun);
        begin(steps).onComplete(done -> {
            if (done.succeeded()) {
                work.tryComplete(done.result());
            } else {
                work.tryFail(done.cause());
            }
        });
        work.future()
                .transform((value, error) -> begun.transform((nothing, notBegun) -> finish(value, error)))
                .onComplete(end -> {
                    cancellation.end();
                    DatabaseTraffic.NON_BLOCKING.ended(end.succeeded(), System.nanoTime() - begin);
                    end().onComplete(stopped -> connection.close());
                    if (end.succeeded()) {
                        answer.tryComplete(end.result());
                    } else {
                        answer.tryFail(end.cause());
                    }
                });
        return answer.future();
    }

    /** First for a connection that leads nowhere, then for work that takes too long. */
    private void watch(Future<Void> begun) {
        long first = Math.min(CONFIRMATION_MILLIS, limit.toMillis());
        timer = vertx.setTimer(first, soon -> {
            if (!begun.isComplete() || first == limit.toMillis()) {
                stop(late(first));
                return;
            }
            setTimer(limit.toMillis() - first);
        });
    }

    private synchronized void setTimer(long millis) {
        if (!ended) {
            timer = vertx.setTimer(millis, late -> stop(late(limit.toMillis())));
        }
    }

    private static DatabaseUnavailableException late(long millis) {
        return new DatabaseUnavailableException("no answer within " + millis + " ms");
    }

    private Future<T> begin(Function<AsyncTransaction, CompletionStage<T>> steps) {
        try {
            return Future.fromCompletionStage(steps.apply(transaction));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<T> finish(T value, Throwable error) {
        Optional<Throwable> failure = Optional.ofNullable(error).or(transaction::failure);
        if (failure.isEmpty()) {
            return transaction.commit().map(value);
        }
        awaitEnd();
        // Behind the request to stop, so that this is not what it hits.
        return stopping()
                .transform((stopped, notStopped) -> transaction.rollback())
                .recover(once -> transaction.rollback())
                .transform((back, lost) -> Future.failedFuture(failure.get()));
    }

    private synchronized Future<Void> stopping() {
        return stopping;
    }

    /** From here on nothing is stopped any more. */
    private synchronized Future<Void> end() {
        ended = true;
        vertx.cancelTimer(timer);
        return stopping;
    }

    /** Of a connection on which the end is not confirmed nobody knows what it will answer next. */
    private synchronized void awaitEnd() {
        if (!ended) {
            vertx.cancelTimer(timer);
            timer = vertx.setTimer(CONFIRMATION_MILLIS, late -> AsyncWire.cut(connection));
        }
    }

    private void stop(RuntimeException reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            stopping = connection.cancelRequest();
            awaitEnd();
        }
        answer.tryFail(reason);
        // Also if the work waits for something else than the database.
        work.tryFail(reason);
    }
}
