package io.evolua.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The database without waiting: units of work on connections of a pool of its own, answered on a few threads that all of
 * them share. Nothing is connected before the first one.
 */
public final class AsyncDatabase implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AsyncDatabase.class.getName());
    private static final long CLOSE_SECONDS = 10;

    private final Vertx vertx;
    private final Pool pool;
    private final AsyncLimits limits;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @throws IllegalStateException when the URL asks for what this driver cannot do */
    public AsyncDatabase(DatabaseUrl url, AsyncLimits limits) {
        this.limits = limits;
        this.vertx = AsyncPool.vertx(limits);
        this.pool = AsyncPool.open(vertx, url, limits);
        DatabaseTraffic.NON_BLOCKING.count(pool::size);
    }

    /**
     * One unit of work: committed when the work's stage ends, rolled back when it fails; the connection goes back to the
     * pool in any case. Fails with {@link DatabaseUnavailableException} when there is no connection in time, too many
     * wait for one, or the work takes too long.
     */
    public <T> CompletionStage<T> transaction(
            Cancellation cancellation, Function<AsyncTransaction, CompletionStage<T>> work) {
        return unit(cancellation, limits.unit(), work);
    }

    /** The same for work that passes on all that it finds, which may take longer. */
    public <T> CompletionStage<T> streaming(
            Cancellation cancellation, Function<AsyncTransaction, CompletionStage<T>> work) {
        return unit(cancellation, limits.stream(), work);
    }

    private <T> CompletionStage<T> unit(
            Cancellation cancellation, Duration limit, Function<AsyncTransaction, CompletionStage<T>> work) {
        return connection()
                .<T>transform((connection, error) -> error == null
                        ? new AsyncUnit<T>(vertx, (PgConnection) connection, cancellation, limit, limits.unit())
                                .run(work)
                        : Future.failedFuture(new DatabaseUnavailableException("no connection to the database", error)))
                .toCompletionStage();
    }

    /** Who gives up leaves the pool's queue when it is his turn. */
    private Future<SqlConnection> connection() {
        DatabaseTraffic.NON_BLOCKING.waits();
        Future<SqlConnection> connection = pool.getConnection();
        return connection
                .timeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(end -> DatabaseTraffic.NON_BLOCKING.waitsNoMore())
                .onFailure(late -> connection.onSuccess(SqlConnection::close));
    }

    /** Closes connections and threads; what is under way fails. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // One after the other: a future of the pool cannot end on threads that are gone.
        await(pool.close());
        await(vertx.close());
    }

    private static void await(Future<Void> closed) {
        try {
            closed.toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "the pool of the non-blocking driver did not close as it should", e);
        }
    }
}
