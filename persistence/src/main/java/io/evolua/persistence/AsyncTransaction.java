package io.evolua.persistence;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on one connection of the non-blocking pool. Statements are sent as they come and answered in that order.
 * Once one has failed nothing is committed, also if whoever sent it goes on as if nothing had happened; after the end
 * nothing is sent any more, for the connection is then somebody else's.
 */
public final class AsyncTransaction {

    private final PgConnection connection;
    private final long portionMillis;
    private final Consumer<Long> tooLate;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean ended;

    /**
     * @param portionMillis how long one portion of something long may take
     * @param tooLate told if it takes longer
     */
    AsyncTransaction(PgConnection connection, long portionMillis, Consumer<Long> tooLate) {
        this.connection = connection;
        this.portionMillis = portionMillis;
        this.tooLate = tooLate;
    }

    Future<RowSet<Row>> run(String sql, List<?> values) {
        return send(() -> connection.preparedQuery(sql).execute(Tuple.tuple(new ArrayList<>(values))));
    }

    Future<PreparedStatement> prepare(String sql) {
        return send(() -> connection.prepare(sql));
    }

    /** Anything that goes over the connection. */
    synchronized <T> Future<T> send(Supplier<Future<T>> message) {
        return ended
                ? Future.failedFuture(new IllegalStateException("the unit of work has ended"))
                : noted(message.get());
    }

    /** One portion of something long, which has a time of its own. */
    <T> Future<T> portion(Supplier<Future<T>> message) {
        return send(() -> message.get().timeout(portionMillis, TimeUnit.MILLISECONDS))
                .onFailure(error -> {
                    if (error.getCause() instanceof TimeoutException) {
                        tooLate.accept(portionMillis);
                    }
                });
    }

    Future<Void> begin() {
        return control("begin");
    }

    synchronized Future<Void> commit() {
        ended = true;
        return control("commit");
    }

    synchronized Future<Void> rollback() {
        ended = true;
        return control("rollback");
    }

    private Future<Void> control(String sql) {
        return noted(connection.query(sql).execute()).mapEmpty();
    }

    /** What came from the database is told apart from what became of the connection to it. */
    private <T> Future<T> noted(Future<T> answer) {
        return answer.recover(error -> {
            Throwable known = error instanceof PgException
                    ? error
                    : new DatabaseUnavailableException("the connection to the database is lost", error);
            failure.compareAndSet(null, known);
            return Future.failedFuture(known);
        });
    }

    /** The first statement's failure, if any failed. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }
}
