package io.evolua.persistence;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.NonUniqueResultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The rows of one table as a collection that lives in the database: the counterpart of {@link EntityRepository} that waits
 * for nothing. What it returns is not managed. Stages end on a thread that all connections share, and that is not to be held
 * up.
 *
 * @param <E> what a row is; its key is the column {@code id}
 * @param <K> the key
 */
public abstract class AsyncRepository<E, K> {

    private static final int PORTION = 200;

    private final String select;
    private final Function<Row, E> form;

    AsyncRepository(String table, String columns, Function<Row, E> form) {
        this.select = "select " + columns + " from " + table;
        this.form = form;
    }

    /** The one with the key. */
    public CompletionStage<Optional<E>> find(AsyncTransaction transaction, K key) {
        return one(transaction, SqlCondition.equal("id", key));
    }

    /** The only one that fulfils the condition. Fails with {@link NonUniqueResultException} when there are several. */
    CompletionStage<Optional<E>> one(AsyncTransaction transaction, SqlCondition condition) {
        return transaction
                .run(select + condition.where() + " limit 2", condition.values())
                .compose(rows -> rows.size() > 1
                        ? Future.<Optional<E>>failedFuture(
                                new NonUniqueResultException("more than one row fulfils the condition"))
                        : Future.succeededFuture(forms(rows).stream().findFirst()))
                .toCompletionStage();
    }

    /** Those that fulfil the condition: the given part of their list in the order of the key. */
    CompletionStage<List<E>> many(AsyncTransaction transaction, SqlCondition condition, Page page) {
        int parameters = condition.values().size();
        List<Object> values = new ArrayList<>(condition.values());
        values.add((long) page.limit());
        values.add((long) page.offset());
        String part = " order by id limit $" + (parameters + 1) + " offset $" + (parameters + 2);
        return transaction
                .run(select + condition.where() + part, values)
                .map(this::forms)
                .toCompletionStage();
    }

    /**
     * All that fulfil the condition, in the order of the key, however many they are: a cursor on the server hands them out
     * in portions, and the next one is asked for when the consumer's stage for the last one has ended.
     */
    CompletionStage<Void> stream(
            AsyncTransaction transaction,
            SqlCondition condition,
            Function<? super List<E>, ? extends CompletionStage<Void>> consumer) {
        return transaction
                .prepare(select + condition.where() + " order by id")
                .compose(statement -> {
                    Cursor cursor = statement.cursor(Tuple.tuple(condition.values()));
                    return new Portions(transaction, cursor, consumer)
                            .pass()
                            .eventually(() -> transaction.send(cursor::close))
                            .eventually(() -> transaction.send(statement::close));
                })
                .toCompletionStage();
    }

    List<E> forms(RowSet<Row> rows) {
        List<E> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(form.apply(row)));
        return found;
    }

    /** Goes on from portion to portion without keeping anything of those before. */
    private final class Portions {

        private final AsyncTransaction transaction;
        private final Cursor cursor;
        private final Function<? super List<E>, ? extends CompletionStage<Void>> consumer;
        private final Promise<Void> end = Promise.promise();

        Portions(
                AsyncTransaction transaction,
                Cursor cursor,
                Function<? super List<E>, ? extends CompletionStage<Void>> consumer) {
            this.transaction = transaction;
            this.cursor = cursor;
            this.consumer = consumer;
        }

        Future<Void> pass() {
            next();
            return end.future();
        }

        private void next() {
            transaction
                    .portion(() -> cursor.read(PORTION))
                    .compose(rows -> Future.<Void>fromCompletionStage(consumer.apply(forms(rows))))
                    .onFailure(end::fail)
                    .onSuccess(passed -> {
                        if (cursor.hasMore()) {
                            next();
                        } else {
                            end.complete();
                        }
                    });
        }
    }
}
