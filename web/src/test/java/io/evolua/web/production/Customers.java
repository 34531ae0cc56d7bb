package io.evolua.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Bodies;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.Todo;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Customers at work, all at the same time: each writes something, looks whether it is there, changes it, looks again, each
 * request through whichever instance it comes to. What they were promised is remembered, and held against the database at the
 * end. Every write has an Idempotency-Key, so that one that was left without an answer can be sent again.
 */
final class Customers implements AutoCloseable {

    private static final int CUSTOMERS = 8;
    private static final int LOGIN_EVERY = 20;

    /** So short that a whole title can be searched for. */
    private final String prefix = Service.fresh("l").substring(0, 10);

    private final Sender sender;
    private final Set<String> promised = new ConcurrentSkipListSet<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean over;

    /** Begins, with accounts that one of the instances opens. */
    Customers(Service service, Sender sender) {
        this.sender = sender;
        List<Account> accounts = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> service.account("customer"))
                .toList();
        this.threads = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> new Thread(() -> work(accounts.get(i), prefix + "-" + i), "customer " + i))
                .toList();
        threads.forEach(Thread::start);
    }

    /** Lets them go on until so much more is done. */
    void awaitRounds(int more) throws InterruptedException {
        int goal = rounds.get() + more;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (rounds.get() < goal && failures.isEmpty()) {
            assertThat(System.nanoTime()).as("the load comes forward").isLessThan(end);
            Thread.sleep(10);
        }
        requireNoFailure();
    }

    /** Ends it, and looks whether everything that was promised is there, once, and nothing else. */
    void endAndCheck(TestDatabase database) throws InterruptedException, SQLException {
        close();
        for (Thread thread : threads) {
            thread.join();
        }
        requireNoFailure();
        assertThat(stored(database, "select name from heroes where name like '" + prefix + "%'"))
                .containsExactlyInAnyOrderElementsOf(promised);
        assertThat(stored(database, "select title from todos where title like '" + prefix + "%' and state = 'done'"))
                .containsExactlyInAnyOrderElementsOf(promised);
        assertThat(stored(database, "select title from todos where title like '" + prefix + "%' and state <> 'done'"))
                .isEmpty();
    }

    /** How much was done. */
    int rounds() {
        return rounds.get();
    }

    private void requireNoFailure() {
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError(failures.size() + " customers were let down");
            failures.forEach(error::addSuppressed);
            throw error;
        }
    }

    private void work(Account account, String customer) {
        try {
            for (int i = 0; !over; i++) {
                // The end is said, for titles are found by any part of them.
                String name = customer + "-" + i + ".";
                String path = i % 2 == 0 ? "/heroes" : "/async/heroes";
                hero(path, name);
                todo(account, name);
                if (i % LOGIN_EVERY == LOGIN_EVERY - 1) {
                    login(account);
                }
                promised.add(name);
                rounds.incrementAndGet();
            }
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    private void hero(String path, String name) {
        Answer made = sender.send(service -> service.client().post(path, Bodies.hero(name), "Idempotency-Key", name));
        Hero hero = made.as(201, Hero::of);
        Answer found = sender.send(service -> service.client().get(path + "/" + hero.id()));
        assertThat(found.as(200, Hero::of)).isEqualTo(hero);
    }

    private void todo(Account account, String name) {
        String token = account.token();
        Todo todo = sender.send(service -> service.as(token)
                        .post("/todos", Bodies.todo(name, "under load", "doing"), "Idempotency-Key", name))
                .as(201, Todo::of);
        String change = "{\"state\":\"done\"}";
        Todo changed = sender.send(service -> service.as(token).patch(todo.path(), change))
                .as(200, Todo::of);
        List<Todo> found = sender.send(service -> service.as(token).get("/todos/?title=" + name))
                .list("todos", Todo::of);
        assertThat(changed.state()).isEqualTo("done");
        assertThat(found).containsExactly(changed);
    }

    private void login(Account account) {
        Answer answer = sender.send(service -> service.tryLogin(account.user().email(), account.password()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> stored(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
