package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Bodies;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.Todo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ETag}, {@code If-None-Match} and {@code If-Match}. */
public interface ConditionalContract {

    private static Client client() {
        return Service.current().client();
    }

    private static void notModified(Answer answer, String tag) {
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.required("ETag")).isEqualTo(tag);
    }

    @Test
    default void who_has_it_already_does_not_get_it_again() {
        Account alice = Service.current().account("alice");
        Answer hero = client().post("/heroes/", Bodies.hero(Service.fresh("hero")));

        String user = client().get(alice.user().path()).required("ETag");
        notModified(client().get(alice.user().path(), "If-None-Match", user), user);
        notModified(client().get(alice.user().path(), "If-None-Match", "\"x\", " + user), user);
        notModified(client().get(alice.user().path(), "If-None-Match", "*"), user);
        assertThat(client().get(alice.user().path(), "If-None-Match", "\"x\"").status())
                .isEqualTo(200);
        notModified(
                client().get(hero.as(201, Hero::of).path(), "If-None-Match", hero.required("ETag")),
                hero.required("ETag"));
    }

    @Test
    default void every_change_makes_another_version() {
        Account alice = Service.current().account("alice");
        String before = client().get(alice.user().path()).required("ETag");

        String after = alice.client()
                .put(
                        alice.user().path(),
                        Bodies.user(alice.user().username(), alice.user().email(), "new password"))
                .required("ETag");

        assertThat(after).isNotEqualTo(before);
        assertThat(client().get(alice.user().path()).required("ETag")).isEqualTo(after);
        assertThat(client().get(alice.user().path(), "If-None-Match", before).status())
                .isEqualTo(200);
    }

    @Test
    default void a_stale_version_of_a_user_is_not_changed() {
        Account alice = Service.current().account("alice");
        String stale = client().get(alice.user().path()).required("ETag");
        String fresh = alice.client()
                .put(alice.user().path(), alice.body(), "If-Match", stale)
                .required("ETag");

        for (String tag : List.of(stale, "W/" + fresh, "\"x\"", "nonsense")) {
            Expect.error(
                    alice.client().put(alice.user().path(), alice.body(), "If-Match", tag), 412, "Precondition Failed");
            Expect.error(alice.client().delete(alice.user().path(), "If-Match", tag), 412, "Precondition Failed");
        }
        assertThat(client().get(alice.user().path()).required("ETag")).isEqualTo(fresh);
        assertThat(alice.client()
                        .delete(alice.user().path(), "If-Match", "\"x\", " + fresh)
                        .status())
                .isEqualTo(200);
    }

    @Test
    default void a_stale_version_of_a_todo_is_not_changed() {
        Client client = Service.current().account("alice").client();
        Answer added = client.post("/todos/", Bodies.todo("title", "description", "draft"));
        String stale = added.required("ETag");
        Todo todo = added.as(201, Todo::of);
        String fresh = client.patch(todo.path(), "{\"state\":\"done\"}", "If-Match", stale)
                .required("ETag");

        Expect.error(client.patch(todo.path(), "{\"title\":\"x\"}", "If-Match", stale), 412, "Precondition Failed");
        Expect.error(client.delete(todo.path(), "If-Match", stale), 412, "Precondition Failed");
        assertThat(client.patch(todo.path(), "{}", "If-Match", "*").required("ETag"))
                .as("nothing changed")
                .isEqualTo(fresh);
        assertThat(client.delete(todo.path(), "If-Match", fresh).status()).isEqualTo(200);
    }

    @Test
    default void of_simultaneous_changes_to_one_version_one_wins() {
        Client client = Service.current().account("alice").client();
        Answer added = client.post("/todos/", Bodies.todo("title", "description", "draft"));
        Todo todo = added.as(201, Todo::of);

        List<Answer> answers = Together.send(
                6,
                number -> client.patch(
                        todo.path(), "{\"title\":\"title " + number + "\"}", "If-Match", added.required("ETag")));

        assertThat(answers.stream().map(Answer::status)).containsOnly(200, 412);
        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(200);
    }
}
