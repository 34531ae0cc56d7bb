package io.evolua.contract;

import static io.evolua.contract.client.Bodies.hero;
import static io.evolua.contract.client.Bodies.todo;
import static io.evolua.contract.client.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.Todo;
import io.evolua.contract.client.User;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Requests that are sent again under the same {@code Idempotency-Key}. */
public interface IdempotencyContract {

    private static Client client() {
        return Service.current().client();
    }

    private static void same(Answer first, Answer again) {
        assertThat(again.status()).as(again.body()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).isEqualTo(first.header(header));
        }
    }

    @Test
    default void a_user_is_created_once() {
        String name = Service.fresh("alice");
        String body = user(name, name + "@example.com", "secret");
        String key = Service.fresh("key");

        Answer first = client().post("/users/", body, "Idempotency-Key", key);

        User user = first.as(201, User::of);
        same(first, client().post("/users", body, "Idempotency-Key", key));
        Expect.error(client().post("/users/", body), 409, "Username already exists");
        Expect.invalid(
                client().post("/users/", user(name, name + "@example.com", "other"), "Idempotency-Key", key),
                "value_error@header.idempotency-key");
        assertThat(client().get(user.path()).status()).isEqualTo(200);
    }

    @Test
    default void a_todo_is_added_once_also_when_all_requests_come_at_the_same_time() {
        Account alice = Service.current().account("alice");
        String key = Service.fresh("key");
        String body = todo("title", "description", "draft");

        List<Answer> answers = Together.send(8, number -> alice.client().post("/todos/", body, "Idempotency-Key", key));

        Set<Long> ids =
                answers.stream().map(answer -> answer.as(201, Todo::of).id()).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        assertThat(alice.client().get("/todos/").list("todos", Todo::of)).hasSize(1);
    }

    @Test
    default void of_users_too() {
        String name = Service.fresh("alice");
        String key = Service.fresh("key");
        String body = user(name, name + "@example.com", "secret");

        List<Answer> answers = Together.send(6, number -> client().post("/users/", body, "Idempotency-Key", key));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    }

    @Test
    default void a_conflict_is_an_answer_too() {
        Account alice = Service.current().account("alice");
        String key = Service.fresh("key");
        String body = user(alice.user().username(), Service.fresh("a") + "@example.com", "secret");
        Answer first = client().post("/users/", body, "Idempotency-Key", key);
        Expect.error(first, 409, "Username already exists");

        assertThat(alice.client().delete(alice.user().path()).status()).isEqualTo(200);

        same(first, client().post("/users/", body, "Idempotency-Key", key));
    }

    @Test
    default void what_was_refused_may_be_mended_under_the_same_key() {
        String key = Service.fresh("key");
        String name = Service.fresh("hero");

        assertThat(client().post("/heroes/", "{}", "Idempotency-Key", key).status())
                .isEqualTo(422);

        Answer first = client().post("/heroes/", hero(name), "Idempotency-Key", key);
        first.as(201, Hero::of);
        same(first, client().post("/heroes/", hero(name), "Idempotency-Key", key));
        assertThat(client().post("/heroes/", hero(name)).status()).isEqualTo(200);
    }

    @Test
    default void a_hero_that_was_there_already_stays_the_answer() {
        String key = Service.fresh("key");
        String name = Service.fresh("hero");
        client().post("/heroes/", hero(name)).as(201, Hero::of);

        Answer first = client().post("/heroes/", hero(name), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(200);
        same(first, client().post("/heroes/", hero(name), "Idempotency-Key", key));
    }

    @Test
    default void keys_are_each_callers_and_each_operations_own() {
        Account alice = Service.current().account("alice");
        Account bob = Service.current().account("bob");
        String key = Service.fresh("key");
        String body = todo("title", "description", "draft");

        Todo first =
                alice.client().post("/todos/", body, "Idempotency-Key", key).as(201, Todo::of);
        Todo second = bob.client().post("/todos/", body, "Idempotency-Key", key).as(201, Todo::of);

        assertThat(second.id()).isNotEqualTo(first.id());
        client().post("/heroes/", hero(Service.fresh("hero")), "Idempotency-Key", key)
                .as(201, Hero::of);
    }

    @Test
    default void a_key_is_a_short_word() {
        for (String key : List.of("", "two words", "x".repeat(256))) {
            Expect.invalid(
                    client().post("/heroes/", hero(Service.fresh("hero")), "Idempotency-Key", key),
                    "value_error@header.idempotency-key");
        }
    }
}
