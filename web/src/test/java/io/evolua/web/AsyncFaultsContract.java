package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.web.testing.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What becomes of {@code /async/heroes} when the database is slow, full or broken, and when clients leave. */
interface AsyncFaultsContract {

    /** The limits that {@code arquillian.xml} sets. */
    int CONNECTIONS = 4;

    int QUEUE = 8;

    /** Statements of the non-blocking pool that wait for a lock. */
    private static int waiting() {
        return Integer.parseInt(Server.row("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%order by id limit $%'")
                .get(0));
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Nobody reads heroes while the work runs. */
    private static void locked(Work work) throws Exception {
        try (Connection connection = Server.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table heroes in access exclusive mode");
            work.run(connection);
        }
    }

    /** Something to do, and an open transaction to end. */
    @FunctionalInterface
    interface Work {
        void run(Connection lock) throws InterruptedException, IOException, SQLException;
    }

    @Test
    default void an_unexpected_error_of_the_non_blocking_driver_tells_nothing_but_a_number() {
        Server.database().run("alter table heroes rename column app_src to hidden");
        try {
            Answer answer = Server.client().get("/async/heroes");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Internal Server Error\"}");
            assertThat(answer.header("X-Correlation-Id")).isPresent();
        } finally {
            Server.database().run("alter table heroes rename column hidden to app_src");
        }
        assertThat(Server.client().get("/async/heroes").status()).isEqualTo(200);
    }

    @Test
    default void more_requests_than_may_wait_are_told_to_come_again_and_those_that_wait_are_served() throws Exception {
        int tooMany = 6;
        int requests = CONNECTIONS + QUEUE + tooMany;
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(requests);
        try {
            locked(lock -> {
                for (int i = 0; i < requests; i++) {
                    threads.execute(() -> answers.add(Server.client().get("/async/heroes")));
                    if (i == CONNECTIONS - 1) {
                        // Those for whom a connection is just being made wait in the queue, too.
                        await("all connections are in use", () -> waiting() == CONNECTIONS);
                    }
                }
                for (int i = 0; i < tooMany; i++) {
                    Answer refused = answers.take();
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.header("Retry-After")).hasValue("5");
                }
                assertThat(waiting()).isEqualTo(CONNECTIONS);
                assertThat(Server.client().get("/users").status())
                        .as("others are not held up")
                        .isEqualTo(200);
                lock.rollback();
            });
            List<Integer> served = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS + QUEUE; i++) {
                served.add(answers.take().status());
            }
            assertThat(served).containsOnly(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void an_answer_that_does_not_come_in_time_is_not_waited_for() throws Exception {
        locked(lock -> {
            Answer answer = Server.client().get("/async/heroes");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).hasValue("5");
            await("the statement is cancelled", () -> waiting() == 0);
        });
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            assertThat(Server.client().get("/async/heroes").status()).isEqualTo(200);
        }
    }

    @Test
    default void the_statement_of_a_client_that_leaves_ends_with_its_time_at_the_latest() throws Exception {
        URI service = URI.create("http://127.0.0.1:" + System.getProperty("evolua.test.port"));
        locked(lock -> {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket(service.getHost(), service.getPort());
                socket.getOutputStream()
                        .write("GET /async/heroes HTTP/1.1\r\nHost: evolua\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                clients.add(socket);
            }
            await("all connections are in use", () -> waiting() == CONNECTIONS);
            for (Socket client : clients) {
                client.close();
            }
            await("their statements are cancelled", () -> waiting() == 0);
        });
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            assertThat(Server.client().get("/async/heroes").status()).isEqualTo(200);
        }
    }
}
