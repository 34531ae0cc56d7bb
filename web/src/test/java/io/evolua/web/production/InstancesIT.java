package io.evolua.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.Together;
import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Bodies;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.Todo;
import io.evolua.contract.client.User;
import io.evolua.web.testing.Server;
import io.evolua.web.testing.ServerExtension;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three instances of the service and one database: for clients they are one service, also when one of them goes. */
@ExtendWith(ServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstancesIT {

    private static final int FAILURES_PER_ACCOUNT = 6;
    private static final int TIMES = 15;

    private static final List<Production> INSTANCES = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        for (String name : List.of("one", "two", "three")) {
            INSTANCES.add(Production.begin(
                    name,
                    Map.of(
                            "DATABASE_URL",
                            System.getProperty("evolua.test.database-url") + "?ApplicationName=" + name,
                            "EVOLUA_DRAIN_SECONDS",
                            "3",
                            "EVOLUA_LOGIN_FAILURES_PER_ACCOUNT",
                            Integer.toString(FAILURES_PER_ACCOUNT))));
        }
        for (Production instance : INSTANCES) {
            instance.awaitReady();
        }
    }

    @AfterAll
    static void end() {
        INSTANCES.forEach(Production::close);
    }

    /** Where it says the thing is; the rest of the address is as the client wrote it. */
    private static String path(Answer answer) {
        return URI.create(answer.required("Location")).getPath();
    }

    private static Service service(int number) {
        return INSTANCES.get(number % INSTANCES.size()).service();
    }

    /** All instances but one, which is counted as {@link #service} counts. */
    private static Stream<Service> others(int number) {
        return Stream.of(service(number + 1), service(number + 2));
    }

    @Test
    void the_same_key_at_all_instances_at_once_does_the_work_once() {
        Account alice = service(0).account("alice");
        for (int i = 0; i < TIMES; i++) {
            String key = Service.fresh("key");
            String path = List.of("/todos", "/heroes", "/async/heroes").get(i % 3);
            String body = path.equals("/todos") ? Bodies.todo(key, "once", "draft") : Bodies.hero(key);

            List<Answer> answers = Together.send(
                    INSTANCES.size(),
                    number -> service(number).as(alice.token()).post(path, body, "Idempotency-Key", key));

            Answer first = answers.get(0);
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                assertThat(answer.body()).isEqualTo(first.body());
                assertThat(path(answer)).isEqualTo(path(first));
            });
        }
        assertThat(Server.row("select count(*), count(distinct title) from todos where user_id = "
                        + alice.user().id()))
                .as("a third of the times")
                .containsExactly("5", "5");
    }

    @Test
    void failed_logins_are_counted_together() {
        Account alice = service(0).account("alice");
        Account bob = service(1).account("bob");
        for (int i = 0; i < FAILURES_PER_ACCOUNT; i++) {
            assertThat(service(i).tryLogin(alice.user().email(), "wrong").status())
                    .isEqualTo(401);
        }

        for (int i = 0; i < INSTANCES.size(); i++) {
            Answer refused = service(i).tryLogin(alice.user().email(), alice.password());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.required("Retry-After"))).isBetween(1, 300);
            assertThat(service(i).login(bob.user().email(), bob.password())).isNotEmpty();
        }
    }

    @Test
    void a_token_holds_at_every_instance_and_ends_at_every_instance() {
        for (int i = 0; i < INSTANCES.size(); i++) {
            Account alice = service(i).account("alice");
            others(i).forEach(other -> {
                assertThat(other.as(alice.token()).get("/todos").status()).isEqualTo(200);
                assertThat(other.as(alice.token())
                                .post("/auth/refresh_token", "")
                                .status())
                        .isEqualTo(200);
            });

            assertThat(service(i + 1)
                            .as(alice.token())
                            .delete(alice.user().path())
                            .status())
                    .isEqualTo(200);

            for (int each = 0; each < INSTANCES.size(); each++) {
                assertThat(service(each).as(alice.token()).get("/todos").status())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void what_was_written_through_one_is_read_at_once_through_the_others() {
        Account alice = service(0).account("alice");
        Todo todo = alice.client()
                .post("/todos", Bodies.todo("to be read", "0", "draft"))
                .as(201, Todo::of);
        for (int i = 0; i < TIMES; i++) {
            String change = "{\"description\":\"" + i + "\"}";
            Todo changed =
                    service(i).as(alice.token()).patch(todo.path(), change).as(200, Todo::of);
            others(i).forEach(other -> assertThat(
                            other.as(alice.token()).get("/todos").list("todos", Todo::of))
                    .containsExactly(changed));

            String name = Service.fresh("hero");
            Hero hero =
                    service(i).client().post("/async/heroes", Bodies.hero(name)).as(201, Hero::of);
            others(i).forEach(other -> {
                assertThat(other.client().get(hero.path()).as(200, Hero::of)).isEqualTo(hero);
                assertThat(other.client().get("/async" + hero.path()).as(200, Hero::of))
                        .isEqualTo(hero);
            });
        }
    }

    @Test
    void a_tag_of_one_instance_is_stale_at_the_others_as_soon_as_somebody_wrote() {
        Account alice = service(0).account("alice");
        String path = alice.user().path();
        String tag = service(0).client().get(path).required("ETag");
        for (int i = 0; i < 6; i++) {
            String known = tag;
            others(i).forEach(other -> assertThat(
                            other.client().get(path, "If-None-Match", known).status())
                    .isEqualTo(304));
            List<Answer> both = Together.send(
                    2, number -> service(number).as(alice.token()).put(path, alice.body(), "If-Match", known));

            assertThat(both.stream().map(Answer::status))
                    .as("of two who saw the same, one may write")
                    .containsExactlyInAnyOrder(200, 412);
            Answer seen = service(2).client().get(path, "If-None-Match", known);
            assertThat(seen.as(200, User::of)).isEqualTo(alice.user());
            tag = seen.required("ETag");
            assertThat(both.stream()
                            .filter(answer -> answer.status() == 200)
                            .findFirst()
                            .orElseThrow()
                            .required("ETag"))
                    .isEqualTo(tag);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void one_is_killed_under_load_and_nothing_is_lost() throws Exception {
        Insistent sender = new Insistent(INSTANCES);
        Production doomed = INSTANCES.get(1);
        try (Customers load = new Customers(service(0), sender)) {
            load.awaitRounds(60);
            sender.forgive(doomed);
            doomed.kill();
            load.awaitRounds(60);
            load.endAndCheck(Server.database());
        }
        assertThat(sender.repeated()).as("requests that it left unanswered").isPositive();
        awaitNoConnectionOf(doomed);

        Production back = doomed.again();
        INSTANCES.set(1, back);
        back.awaitReady();
        assertThat(back.service().client().get("/users").status()).isEqualTo(200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void one_is_stopped_under_load_and_nobody_notices() throws Exception {
        Production leaving = INSTANCES.get(0);
        try (Balancer balancer = new Balancer(INSTANCES);
                Customers load = new Customers(leaving.service(), balancer)) {
            assertThat(balancer.ready()).contains(leaving.name()).hasSize(3);
            load.awaitRounds(40);
            leaving.terminate();
            assertThat(leaving.awaitEnd(30)).isEqualTo(143);
            assertThat(balancer.ready()).hasSize(2).doesNotContain(leaving.name());
            load.awaitRounds(40);
            load.endAndCheck(Server.database());
        }
        awaitNoConnectionOf(leaving);
    }

    private static void awaitNoConnectionOf(Production instance) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        String left = "select count(*) from pg_stat_activity where application_name = '" + instance.name() + "'";
        while (!Server.row(left).get(0).equals("0")) {
            assertThat(System.nanoTime()).as("its connections are gone").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
