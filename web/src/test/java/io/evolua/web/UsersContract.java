package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.web.testing.Client;
import io.evolua.web.testing.Client.Answer;
import io.evolua.web.testing.Server;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code /users} as a client sees it. */
interface UsersContract {

    private static Client client() {
        return Server.client();
    }

    private static String user(String username, String email) {
        return "{\"username\":\"%s\",\"email\":\"%s\",\"password\":\"secret\"}".formatted(username, email);
    }

    private static Answer create(String username, String email) {
        Answer answer = client().post("/users/", user(username, email));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static List<Integer> ids(Answer answer) {
        return answer.json().getJsonArray("users").getValuesAs(JsonObject.class).stream()
                .map(user -> user.getInt("id"))
                .toList();
    }

    private static List<String> row(String sql) {
        try (Connection connection = Server.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return List.of(rows.getString(1), rows.getString(2));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void a_user_is_created_and_its_password_never_comes_back() {
        Answer answer = create("alice", "Alice@EXAMPLE.com");

        assertThat(answer.body()).isEqualTo("{\"id\":1,\"username\":\"alice\",\"email\":\"Alice@example.com\"}");
        assertThat(answer.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/users/1"));
        assertThat(client().get("/users/1").body()).isEqualTo(answer.body());
    }

    @Test
    default void a_password_is_stored_as_an_argon2id_hash() {
        create("alice", "alice@example.com");
        create("bob", "bob@example.com");

        List<String> hashes = row("select min(password), max(password) from users");
        assertThat(hashes).allSatisfy(hash -> assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        assertThat(hashes.get(0)).as("two salts").isNotEqualTo(hashes.get(1));
    }

    @Test
    default void members_that_nobody_asked_for_are_ignored_and_empty_texts_accepted() {
        Answer answer = client().post(
                        "/users",
                        "{\"id\":99,\"username\":\"\",\"email\":\"a@example.com\",\"password\":\"\",\"x\":1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getInt("id")).isEqualTo(1);
    }

    @Test
    default void name_and_address_belong_to_one_user_only_and_the_name_is_named_first() {
        create("alice", "alice@example.com");
        create("bob", "bob@example.com");

        assertThat(client().post("/users", user("alice", "new@example.com")))
                .satisfies(answer -> conflict(answer, "Username already exists"));
        assertThat(client().post("/users", user("new", "alice@EXAMPLE.com")))
                .satisfies(answer -> conflict(answer, "Email already exists"));
        assertThat(client().post("/users", user("alice", "bob@example.com")))
                .satisfies(answer -> conflict(answer, "Username already exists"));
        assertThat(client().put("/users/1", user("bob", "alice@example.com")))
                .satisfies(answer -> conflict(answer, "Username or Email already exists"));
        assertThat(client().put("/users/1", user("alice", "bob@example.com")))
                .satisfies(answer -> conflict(answer, "Username or Email already exists"));
    }

    private static void conflict(Answer answer, String detail) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    }

    @Test
    default void of_simultaneous_requests_for_one_name_one_wins() throws Exception {
        int clients = 8;
        CyclicBarrier together = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Integer>> requests = java.util.stream.IntStream.range(0, clients)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        together.await();
                        return client().post("/users", user("alice", "alice" + i + "@example.com"))
                                .status();
                    })
                    .toList();
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void a_user_is_changed_and_the_database_knows_when() {
        create("alice", "alice@example.com");
        List<String> before = row("select created_at, updated_at from users");

        Answer answer = client().put("/users/1/", user("alicia", "alicia@example.com"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":1,\"username\":\"alicia\",\"email\":\"alicia@example.com\"}");
        List<String> after = row("select created_at, updated_at from users");
        assertThat(before.get(0)).isEqualTo(before.get(1));
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(row("select (updated_at > created_at)::text, now() from users")
                        .get(0))
                .isEqualTo("true");
    }

    @Test
    default void a_user_may_keep_name_and_address_when_changing() {
        create("alice", "alice@example.com");

        assertThat(client().put("/users/1", user("alice", "alice@example.com")).status())
                .isEqualTo(200);
    }

    @Test
    default void a_user_is_deleted_once() {
        create("alice", "alice@example.com");

        Answer answer = client().delete("/users/1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"message\":\"User deleted\"}");
        assertThat(client().delete("/users/1/").status()).isEqualTo(404);
    }

    @Test
    default void an_unknown_user_is_not_found() {
        for (String id : List.of("1", "0", "-1", "99999999999999999999")) {
            for (Answer answer : List.of(
                    client().get("/users/" + id),
                    client().put("/users/" + id, user("a", "a@example.com")),
                    client().delete("/users/" + id))) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.body()).isEqualTo("{\"detail\":\"User not found\"}");
            }
        }
    }

    @Test
    default void a_list_is_empty_at_first() {
        assertThat(client().get("/users/").body()).isEqualTo("{\"users\":[]}");
    }

    @Test
    default void a_list_comes_in_parts_in_the_order_of_the_key() {
        for (int i = 1; i <= 5; i++) {
            create("user" + i, "user" + i + "@example.com");
        }

        assertThat(ids(client().get("/users"))).containsExactly(1, 2, 3, 4, 5);
        assertThat(ids(client().get("/users/?limit=2"))).containsExactly(1, 2);
        assertThat(ids(client().get("/users?offset=3"))).containsExactly(4, 5);
        assertThat(ids(client().get("/users?skip=1&limit=2"))).containsExactly(2, 3);
        assertThat(ids(client().get("/users?after=3"))).containsExactly(4, 5);
        assertThat(ids(client().get("/users?after=99999999999999999999"))).isEmpty();
        assertThat(ids(client().get("/users?after=-99999999999999999999"))).hasSize(5);
    }

    @Test
    default void links_lead_through_the_list_and_back() {
        for (int i = 1; i <= 5; i++) {
            create("user" + i, "user" + i + "@example.com");
        }

        assertThat(client().get("/users?limit=2").header("Link"))
                .hasValue("</users?limit=2>; rel=\"first\", </users?limit=2&offset=2>; rel=\"next\"");
        assertThat(client().get("/users?offset=2&limit=2").header("Link"))
                .hasValue("</users?limit=2>; rel=\"first\", </users?limit=2&offset=0>; rel=\"prev\","
                        + " </users?limit=2&offset=4>; rel=\"next\"");
        assertThat(client().get("/users?offset=4&limit=2").header("Link"))
                .hasValue("</users?limit=2>; rel=\"first\", </users?limit=2&offset=2>; rel=\"prev\"");
        assertThat(client().get("/users?after=1&limit=2").header("Link"))
                .hasValue("</users?limit=2>; rel=\"first\", </users?limit=2&after=3>; rel=\"next\"");
        assertThat(client().get("/users?after=3&limit=2").header("Link")).hasValue("</users?limit=2>; rel=\"first\"");
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
        String longer = "x".repeat(256);
        for (String name : List.of("\\u0000", "a\\ud800b", longer)) {
            Answer answer = client().post("/users", user(name, "a@example.com"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        }
        // Characters are counted as PostgreSQL does: 255 of those that take two chars in Java fit.
        assertThat(client().post("/users", user("😀".repeat(255), "a@example.com"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    default void numbers_in_path_and_query_are_checked() {
        assertThat(client().get("/users/abc").json()).isEqualTo(unparsable("path", "user_id", "abc"));
        assertThat(client().get("/users?limit=x").json()).isEqualTo(unparsable("query", "limit", "x"));
        for (String query : List.of("limit=0", "limit=1001", "offset=-1", "skip=-1", "after=x", "limit=")) {
            assertThat(client().get("/users?" + query).status()).as(query).isEqualTo(422);
        }
        assertThat(client().get("/users?limit=1000&unknown=1").status()).isEqualTo(200);
    }

    private static JsonValue unparsable(String where, String name, String input) {
        return jakarta.json.Json.createReader(new java.io.StringReader(
                        "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"%s\",\"%s\"],\"msg\":\"Input should be a valid integer, unable to parse string as an integer\",\"input\":\"%s\"}]}"
                                .formatted(where, name, input)))
                .readObject();
    }
}
