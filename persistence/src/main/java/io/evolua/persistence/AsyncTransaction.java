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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on one connection of the non-blocking pool. Statements are sent as they come and answered in that order.
 * Once one has failed nothing is committed, also if whoever sent it goes on as if nothing had happened.
 */
public final class AsyncTransaction {

    private final PgConnection connection;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    AsyncTransaction(PgConnection connection) {
        this.connection = connection;
    }

    Future<RowSet<Row>> run(String sql, List<?> values) {
        return noted(connection.preparedQuery(sql).execute(Tuple.tuple(new ArrayList<>(values))));
    }

    Future<PreparedStatement> prepare(String sql) {
        return noted(connection.prepare(sql));
    }

    /** BEGIN, COMMIT, ROLLBACK. */
    Future<Void> control(String sql) {
        return noted(connection.query(sql).execute()).mapEmpty();
    }

    /** What came from the database is told apart from what became of the connection to it. */
    <T> Future<T> noted(Future<T> answer) {
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
