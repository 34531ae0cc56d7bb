package io.evolua.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.domain.hero.Hero;
import io.evolua.engine.testing.CutProxy;
import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.NonUniqueResultException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units of work by the non-blocking driver. */
class AsyncDatabaseTest {

    private static final int CONNECTIONS = 2;
    private static final int QUEUE = 3;

    private final TestDatabase server = TestDatabase.create()
            .run("create table heroes(id uuid primary key default gen_random_uuid(), name varchar(255) not null unique,"
                    + " app_src varchar(255) not null, created_at timestamptz not null default now())");
    private final AsyncHeroRepository heroes = new AsyncHeroRepository();
    private AsyncDatabase database = open(Duration.ofSeconds(30));

    private AsyncDatabase open(Duration unit) {
        return new AsyncDatabase(
                DatabaseUrl.parse(server.url()),
                new AsyncLimits(CONNECTIONS, QUEUE, Duration.ofSeconds(20), unit, unit, 16, 1));
    }

    @BeforeEach
    void some() {
        server.run("insert into heroes(name, app_src) select 'hero ' || n, 'film' from generate_series(1, 1000) n");
    }

    @AfterEach
    void close() {
        database.close();
        server.close();
    }

    private <T> CompletionStage<T> begin(Function<AsyncTransaction, CompletionStage<T>> work) {
        return database.transaction(new Cancellation(), work);
    }

    private <T> T run(Function<AsyncTransaction, CompletionStage<T>> work) {
        return begin(work).toCompletableFuture().join();
    }

    private CompletionStage<Boolean> sleep(AsyncTransaction transaction) {
        return transaction
                .run("select pg_sleep(600)", List.of())
                .map(rows -> true)
                .toCompletionStage();
    }

    private long count(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private boolean nobodySleeps() {
        return count("pg_stat_activity where datname = current_database() and state = 'active'"
                        + " and query = 'select pg_sleep(600)'")
                == 0;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** All connections of the pool, with some that wait; those wait, too, for whom a connection is just being made. */
    private void allConnectionsWork() {
        List<CompletableFuture<Optional<Hero>>> found = new ArrayList<>();
        for (int i = 0; i < QUEUE; i++) {
            found.add(
                    begin(transaction -> heroes.withName(transaction, "hero 7")).toCompletableFuture());
        }
        assertThat(found).allSatisfy(hero -> assertThat(hero.join()).isPresent());
        assertThat(count("pg_stat_activity where datname = current_database() and state like 'idle in%'"))
                .isZero();
    }

    @Test
    void one_none_and_many_are_found() {
        Hero hero = run(transaction -> heroes.withName(transaction, "hero 7")).orElseThrow();

        assertThat(run(transaction -> heroes.find(transaction, hero.id()))
                        .orElseThrow()
                        .name())
                .isEqualTo("hero 7");
        Optional<Hero> nobody = run(transaction -> heroes.find(transaction, new UUID(0, 0)));
        Optional<Hero> injected = run(transaction -> heroes.withName(transaction, "hero ' or 1 = 1"));
        assertThat(nobody).isEmpty();
        assertThat(injected).isEmpty();
        List<Hero> part = run(transaction -> heroes.many(transaction, HeroFilter.all(), new Page(3, 5)));
        assertThat(part).hasSize(5);
        assertThat(part.stream().map(one -> one.id().toString())).isSorted();
        assertThatThrownBy(() -> run(transaction -> heroes.one(transaction, SqlCondition.equal("app_src", "film"))))
                .hasCauseInstanceOf(NonUniqueResultException.class);
    }

    @Test
    void several_changes_commit_together_or_not_at_all() {
        run(transaction ->
                heroes.add(transaction, "A", "film").thenCompose(first -> heroes.add(transaction, "B", "film")));
        assertThat(count("heroes where name in ('A', 'B')")).isEqualTo(2);

        assertThatThrownBy(() -> run(transaction -> heroes.add(transaction, "C", "film")
                        .thenCompose(first -> heroes.add(transaction, "A", "film"))))
                .satisfies(error -> assertThat(DatabaseFailure.of(error)).isEqualTo(DatabaseFailure.DUPLICATE));
        assertThatThrownBy(() ->
                        run(transaction -> heroes.add(transaction, "D", "film").<Hero>thenApply(hero -> {
                            throw new IllegalStateException("on purpose");
                        })))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("on purpose");
        assertThat(count("heroes where name in ('C', 'D')")).isZero();
        allConnectionsWork();
    }

    @Test
    void a_failure_that_nobody_looked_at_is_not_committed() {
        assertThatThrownBy(() -> run(transaction -> heroes.add(transaction, "A", "film")
                        .thenCompose(first -> heroes.add(transaction, "A", "film"))
                        .exceptionally(ignored -> Hero.stored(new UUID(0, 0), "", "", java.time.OffsetDateTime.MIN))))
                .satisfies(error -> assertThat(DatabaseFailure.of(error)).isEqualTo(DatabaseFailure.DUPLICATE));

        assertThat(count("heroes where name = 'A'")).isZero();
    }

    @Test
    void work_that_throws_gives_its_connection_back() {
        for (int i = 0; i < 3 * CONNECTIONS; i++) {
            assertThatThrownBy(() -> run(transaction -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasRootCauseMessage("on purpose");
        }
        allConnectionsWork();
    }

    @Test
    void a_stream_passes_every_row_in_portions_and_asks_for_the_next_when_the_last_is_done() {
        AtomicInteger rows = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();

        run(transaction -> heroes.stream(transaction, HeroFilter.all(), portion -> {
            assertThat(atOnce.incrementAndGet()).isEqualTo(1);
            rows.addAndGet(portion.size());
            largest.accumulateAndGet(portion.size(), Math::max);
            return CompletableFuture.runAsync(atOnce::decrementAndGet);
        }));

        assertThat(rows.get()).isEqualTo(1_000);
        assertThat(largest.get()).isLessThanOrEqualTo(200);
    }

    @Test
    void a_stream_whose_consumer_fails_ends() {
        assertThatThrownBy(() -> run(transaction -> heroes.stream(
                        transaction,
                        HeroFilter.all(),
                        portion -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")))))
                .hasRootCauseMessage("on purpose");

        allConnectionsWork();
    }

    @Test
    void who_comes_when_too_many_wait_is_turned_away_at_once() throws InterruptedException {
        List<Cancellation> sleepers = new ArrayList<>();
        List<CompletableFuture<Boolean>> sleeping = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS + QUEUE; i++) {
            Cancellation cancellation = new Cancellation();
            sleepers.add(cancellation);
            sleeping.add(database.transaction(cancellation, this::sleep).toCompletableFuture());
            int busy = Math.min(i + 1, CONNECTIONS);
            await(() -> count("pg_stat_activity where query = 'select pg_sleep(600)' and state = 'active'") == busy);
        }

        assertThatThrownBy(() -> run(transaction -> heroes.withName(transaction, "hero 7")))
                .satisfies(error -> assertThat(DatabaseFailure.of(error)).isEqualTo(DatabaseFailure.UNREACHABLE));

        sleepers.forEach(Cancellation::cancel);
        assertThat(sleeping).allSatisfy(one -> assertThatThrownBy(one::join)
                .isInstanceOfAny(CancellationException.class, CompletionException.class));
        await(this::nobodySleeps);
        allConnectionsWork();
    }

    @Test
    void who_stops_waiting_takes_nothing_from_those_who_go_on() throws InterruptedException {
        database.close();
        int connections = 20;
        // Hardly longer than what they wait for: some give up in the moment in which there is a connection for them.
        Duration patience = Duration.ofMillis(50);
        Duration unit = Duration.ofSeconds(30);
        database = new AsyncDatabase(
                DatabaseUrl.parse(server.url()), new AsyncLimits(connections, 1_000, patience, unit, unit, 16, 2));
        List<String> unhandled = new CopyOnWriteArrayList<>();
        Handler log = new UnhandledErrors(unhandled);
        Logger vertx = Logger.getLogger("io.vertx");
        vertx.addHandler(log);
        try {
            List<CompletableFuture<String>> clients = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                clients.add(CompletableFuture.supplyAsync(() -> workOften(2_000), task -> new Thread(task).start()));
            }

            assertThat(clients).allSatisfy(client -> assertThat(client.get(5, TimeUnit.MINUTES))
                    .as("what came to somebody other than a result or no connection")
                    .isEmpty());
            assertThat(unhandled).isEmpty();
            // Connections for those who have given up are still being made, for a moment.
            await(() -> workAtOnce(connections));
        } finally {
            vertx.removeHandler(log);
        }
    }

    /** Each unit of work is followed by another one, which the driver's own thread begins. */
    private String workOften(int times) {
        for (int i = 0; i < times; i++) {
            try {
                begin(this::ask)
                        .thenCompose(answer -> begin(this::ask))
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof DatabaseUnavailableException)) {
                    return String.valueOf(e.getCause());
                }
            }
        }
        return "";
    }

    private CompletionStage<Boolean> ask(AsyncTransaction transaction) {
        return transaction.run("select 1", List.of()).map(rows -> true).toCompletionStage();
    }

    /** So many units of work, of which none ends before all have begun; or not, if one of them had no connection in time. */
    private boolean workAtOnce(int connections) {
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        for (int i = 0; i < connections; i++) {
            begin(transaction -> {
                        if (begun.incrementAndGet() == connections) {
                            all.complete(true);
                        }
                        return all;
                    })
                    .exceptionally(error -> all.complete(false));
        }
        return all.join();
    }

    @Test
    void what_takes_too_long_is_stopped() throws InterruptedException {
        database.close();
        database = open(Duration.ofMillis(300));

        assertThatThrownBy(() -> run(this::sleep))
                .satisfies(error -> assertThat(DatabaseFailure.of(error)).isEqualTo(DatabaseFailure.UNREACHABLE));

        await(this::nobodySleeps);
        allConnectionsWork();
    }

    @Test
    void work_that_never_ends_does_not_keep_its_connection() {
        database.close();
        database = open(Duration.ofMillis(300));

        for (int i = 0; i < CONNECTIONS; i++) {
            assertThatThrownBy(() -> run(transaction ->
                            heroes.stream(transaction, HeroFilter.all(), portion -> new CompletableFuture<>())))
                    .satisfies(error -> assertThat(DatabaseFailure.of(error)).isEqualTo(DatabaseFailure.UNREACHABLE));
        }

        allConnectionsWork();
    }

    @Test
    void connections_that_the_server_ends_are_replaced() throws InterruptedException {
        allConnectionsWork();
        server.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");

        await(() -> {
            try {
                return run(transaction -> heroes.withName(transaction, "hero 7"))
                        .isPresent();
            } catch (CompletionException e) {
                assertThat(DatabaseFailure.of(e)).isEqualTo(DatabaseFailure.UNREACHABLE);
                return false;
            }
        });
        allConnectionsWork();
    }

    @Test
    void nothing_is_left_when_it_is_closed() throws InterruptedException {
        allConnectionsWork();

        database.close();

        await(() -> count("pg_stat_activity where datname = current_database() and application_name = 'evolua'") == 0);
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("vert.x")));
    }

    @Test
    void connections_that_lead_nowhere_any_more_are_found_and_replaced() throws IOException {
        database.close();
        try (CutProxy proxy = new CutProxy(server.port())) {
            DatabaseUrl url = DatabaseUrl.parse(server.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/"));
            database = new AsyncDatabase(
                    url,
                    new AsyncLimits(
                            CONNECTIONS,
                            QUEUE,
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(60),
                            16,
                            1));
            allConnectionsWork();

            proxy.forget();
            for (int i = 0; i < CONNECTIONS; i++) {
                assertThatThrownBy(() -> run(transaction -> heroes.withName(transaction, "hero 7")))
                        .hasCauseInstanceOf(DatabaseUnavailableException.class);
            }
            // They are the pool's until the server had its time to confirm that nothing is left.
            assertThat(begin(transaction -> heroes.withName(transaction, "hero 7"))
                            .handle((hero, error) -> error == null)
                            .thenCompose(found -> begin(transaction -> heroes.withName(transaction, "hero 7")))
                            .toCompletableFuture()
                            .join())
                    .isPresent();
            proxy.mend();
        }
    }

    /** What a library says that nobody else hears. */
    private static final class UnhandledErrors extends Handler {

        private final List<String> found;

        private UnhandledErrors(List<String> found) {
            this.found = found;
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                found.add(entry.getMessage() + ": " + entry.getThrown());
            }
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
