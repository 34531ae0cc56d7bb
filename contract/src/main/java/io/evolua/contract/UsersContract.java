package io.evolua.contract;

import static io.evolua.contract.client.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code /users} as a client sees it. */
public interface UsersContract {

    private static Service service() {
        return Service.current();
    }

    private static Client client() {
        return service().client();
    }

    private static String email(String name) {
        return name + "@example.com";
    }

    /** A few accounts, one after the other. */
    private static List<User> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Service.fresh("user"))
                .map(name -> service().register(name, email(name), "secret"))
                .toList();
    }

    private static List<User> list(String query) {
        return client().get("/users/" + query).list("users", User::of);
    }

    @Test
    default void a_user_is_created_and_its_password_never_comes_back() {
        String name = Service.fresh("Alice");

        Answer answer = client().post("/users/", user(name, name + "@EXAMPLE.com", "secret"));

        User user = answer.as(201, User::of);
        assertThat(answer.body())
                .isEqualTo("{\"id\":%d,\"username\":\"%s\",\"email\":\"%s@example.com\"}"
                        .formatted(user.id(), name, name));
        assertThat(answer.required("Location")).endsWith("/users/" + user.id());
        assertThat(client().get(user.path()).body()).isEqualTo(answer.body());
        assertThat(client().get(user.path() + "/").body()).isEqualTo(answer.body());
    }

    @Test
    default void members_that_nobody_asked_for_are_ignored_and_empty_texts_accepted() {
        String name = Service.fresh("alice");

        User user = client().post(
                        "/users",
                        "{\"id\":-99,\"username\":\"%s\",\"email\":\"%s\",\"password\":\"\",\"x\":1}"
                                .formatted(name, email(name)))
                .as(201, User::of);

        assertThat(user.id()).isPositive();
    }

    @Test
    default void name_and_address_belong_to_one_user_only_and_the_name_is_named_first() {
        Account alice = service().account("alice");
        User bob = some(1).get(0);
        String free = Service.fresh("new");

        Expect.error(
                client().post("/users", user(alice.user().username(), email(free), "x")),
                409,
                "Username already exists");
        Expect.error(
                client().post("/users", user(free, alice.user().email().replace("example", "EXAMPLE"), "x")),
                409,
                "Email already exists");
        Expect.error(
                client().post("/users", user(alice.user().username(), bob.email(), "x")),
                409,
                "Username already exists");
        Expect.error(
                alice.client()
                        .put(
                                alice.user().path(),
                                user(bob.username(), alice.user().email(), "x")),
                409,
                "Username or Email already exists");
        Expect.error(
                alice.client().put(alice.user().path(), user(alice.user().username(), bob.email(), "x")),
                409,
                "Username or Email already exists");
    }

    @Test
    default void of_simultaneous_requests_for_one_name_one_wins() {
        String name = Service.fresh("alice");

        List<Answer> answers =
                Together.send(8, number -> client().post("/users", user(name, email(name + number), "secret")));

        assertThat(answers.stream().map(Answer::status)).containsOnly(201, 409);
        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
    }

    @Test
    default void users_change_themselves() {
        Account alice = service().account("alice");
        String name = Service.fresh("alicia");

        Answer answer = alice.client().put(alice.user().path() + "/", user(name, email(name), "new"));

        assertThat(answer.as(200, User::of)).isEqualTo(new User(alice.user().id(), name, email(name)));
        assertThat(client().get(alice.user().path()).body()).isEqualTo(answer.body());
        assertThat(service().tryLogin(email(name), "new").status()).isEqualTo(200);
    }

    @Test
    default void a_user_may_keep_name_and_address_when_changing() {
        Account alice = service().account("alice");

        assertThat(alice.client().put(alice.user().path(), alice.body()).as(200, User::of))
                .isEqualTo(alice.user());
    }

    @Test
    default void users_delete_themselves() {
        Account alice = service().account("alice");

        Answer answer = alice.client().delete(alice.user().path() + "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"message\":\"User deleted\"}");
        Expect.error(client().get(alice.user().path()), 404, "User not found");
        service().register(alice.user().username(), alice.user().email(), "again");
    }

    @Test
    default void nobody_changes_anybody_else_whether_they_exist_or_not() {
        Account alice = service().account("alice");
        User bob = some(1).get(0);

        for (String path : List.of(bob.path(), "/users/0", "/users/-1", "/users/99999999999999999999")) {
            Expect.error(alice.client().put(path, alice.body()), 403, "Not enough permissions");
            Expect.error(alice.client().put(path, alice.body(), "If-Match", "\"x\""), 403, "Not enough permissions");
            Expect.error(alice.client().delete(path), 403, "Not enough permissions");
        }
        assertThat(client().get(bob.path()).as(200, User::of)).isEqualTo(bob);
    }

    @Test
    default void what_is_not_valid_is_said_before_who_may() {
        Account alice = service().account("alice");

        Expect.invalid(
                alice.client().put("/users/0", "{\"email\":\"" + alice.user().email() + "\"}"),
                "missing@body.username",
                "missing@body.password");
        Expect.invalid(alice.client().put("/users/x", "{"), "json_invalid@body.1");
        Expect.invalid(alice.client().delete("/users/x"), "int_parsing@path.user_id");
    }

    @Test
    default void an_unknown_user_is_not_found() {
        for (String id : List.of("0", "-1", "99999999999999999999")) {
            Expect.error(client().get("/users/" + id), 404, "User not found");
        }
    }

    @Test
    default void a_list_comes_in_parts_in_the_order_of_the_key() {
        List<User> users = some(5);
        String after = "?after=" + (users.get(0).id() - 1);

        assertThat(list(after)).containsSubsequence(users).isSortedAccordingTo(Comparator.comparingLong(User::id));
        assertThat(list("?limit=1000")).isSortedAccordingTo(Comparator.comparingLong(User::id));
        assertThat(list("?limit=2")).hasSize(2);
        assertThat(list("?offset=1&limit=3")).isEqualTo(list("?limit=4").subList(1, 4));
        assertThat(list("?skip=1&limit=3")).isEqualTo(list("?offset=1&limit=3"));
        assertThat(list("?after=99999999999999999999")).isEmpty();
        assertThat(list("?after=-99999999999999999999&limit=5")).isEqualTo(list("?limit=5"));
    }

    @Test
    default void links_lead_through_the_list_and_back() {
        List<User> users = some(3);
        long start = users.get(0).id() - 1;

        assertThat(client().get("/users?limit=2").required("Link"))
                .isEqualTo("</users?limit=2>; rel=\"first\", </users?limit=2&offset=2>; rel=\"next\"");
        assertThat(client().get("/users?offset=1&limit=2").required("Link"))
                .startsWith("</users?limit=2>; rel=\"first\", </users?limit=2&offset=0>; rel=\"prev\"");
        assertThat(client().get("/users?limit=2&after=" + start).required("Link"))
                .startsWith("</users?limit=2>; rel=\"first\", </users?limit=2&after=");

        List<User> followed = new ArrayList<>();
        for (String next = "/users/?limit=2&after=" + start; !next.isEmpty(); ) {
            Answer answer = client().get(next);
            followed.addAll(answer.list("users", User::of));
            next = Links.next(answer);
        }
        assertThat(followed).containsSubsequence(users).doesNotHaveDuplicates();
    }

    @Test
    default void an_address_as_long_as_a_body_may_be_is_refused_as_any_other() {
        String body = user(Service.fresh("long"), "a.".repeat(31_000) + "a@example.com", "x");

        Expect.invalid(client().post("/users", body), "value_error@body.email");
    }

    @Test
    default void everything_that_is_wrong_with_a_user_is_said_at_once() {
        Answer answer = client().post("/users", "{\"username\":1,\"email\":\"alice\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"detail\":["
                        + "{\"type\":\"string_type\",\"loc\":[\"body\",\"username\"],"
                        + "\"msg\":\"Input should be a valid string\",\"input\":1},"
                        + "{\"type\":\"value_error\",\"loc\":[\"body\",\"email\"],"
                        + "\"msg\":\"value is not a valid email address: An email address must have an @-sign.\","
                        + "\"input\":\"alice\",\"ctx\":{\"reason\":\"An email address must have an @-sign.\"}},"
                        + "{\"type\":\"missing\",\"loc\":[\"body\",\"password\"],\"msg\":\"Field required\","
                        + "\"input\":{\"username\":1,\"email\":\"alice\"}}]}");
    }

    @Test
    default void a_password_is_not_repeated_in_an_error() {
        Answer answer = client().post("/users", "{\"email\":\"a@example.com\",\"password\":\"my-secret\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"type\":\"missing\"").doesNotContain("my-secret");
    }

    @Test
    default void texts_that_no_column_can_hold_are_refused() {
        for (String name : List.of("\\u0000", "a\\ud800b", "x".repeat(256))) {
            String body = "{\"username\":\"%s\",\"email\":\"a@example.com\",\"password\":\"x\"}".formatted(name);
            assertThat(client().post("/users", body).status()).as(name).isEqualTo(422);
        }
        // Characters are counted as PostgreSQL does: those that take two chars in Java are one.
        String name = Service.fresh("alice");
        service().register(name + "😀".repeat(255 - name.length()), email(name), "x");
    }

    @Test
    default void numbers_in_path_and_query_are_checked() {
        assertThat(client().get("/users/abc").body()).isEqualTo(unparsable("path", "user_id", "abc"));
        assertThat(client().get("/users?limit=x").body()).isEqualTo(unparsable("query", "limit", "x"));
        for (String query : List.of("limit=0", "limit=1001", "offset=-1", "skip=-1", "after=x", "limit=")) {
            assertThat(client().get("/users?" + query).status()).as(query).isEqualTo(422);
        }
        assertThat(client().get("/users?limit=1000&unknown=1").status()).isEqualTo(200);
    }

    private static String unparsable(String where, String name, String input) {
        return "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"%s\",\"%s\"],".formatted(where, name)
                + "\"msg\":\"Input should be a valid integer, unable to parse string as an integer\","
                + "\"input\":\"%s\"}]}".formatted(input);
    }
}
