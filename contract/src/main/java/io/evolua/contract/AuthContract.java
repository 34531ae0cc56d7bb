package io.evolua.contract;

import static io.evolua.contract.client.Bodies.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Bodies;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.User;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code /auth}, and tokens wherever they are asked for. */
public interface AuthContract {

    private static Service service() {
        return Service.current();
    }

    private static Answer token(String form) {
        return service().client().post("/auth/token", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static JsonObject part(String token, int index) {
        String part = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
        return Json.createReader(new StringReader(part)).readObject();
    }

    private static void notAuthenticated(Answer answer, String detail) {
        Expect.error(answer, 401, detail);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    default void a_login_gives_a_token_for_half_an_hour() {
        Account alice = service().account("alice");
        long now = System.currentTimeMillis() / 1000;

        Answer answer = service().tryLogin(alice.user().email(), alice.password());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().keySet()).containsExactly("access_token", "token_type");
        assertThat(answer.json().getString("token_type")).isEqualTo("bearer");
        assertThat(answer.required("Cache-Control")).isEqualTo("no-store");
        JsonObject claims = part(answer.json().getString("access_token"), 1);
        assertThat(claims.keySet()).containsExactlyInAnyOrder("sub", "exp");
        assertThat(claims.getString("sub")).isEqualTo(alice.user().email());
        assertThat(claims.getJsonNumber("exp").longValueExact() - now).isPositive();
        assertThat(part(answer.json().getString("access_token"), 0).getString("typ"))
                .isEqualTo("JWT");
    }

    @Test
    default void a_login_takes_the_address_and_neither_the_name_nor_anything_wrong() {
        Account alice = service().account("alice");

        for (Answer answer : List.of(
                service().tryLogin(alice.user().username(), alice.password()),
                service().tryLogin(alice.user().email(), "wrong"),
                service().tryLogin(Service.fresh("nobody") + "@example.com", alice.password()),
                service().tryLogin("\0", "x"),
                service().tryLogin("x".repeat(10_000), "x"))) {
            Expect.error(answer, 401, "Incorrect email or password");
            assertThat(answer.header("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    default void the_domain_of_an_address_ignores_case_also_at_login() {
        String name = Service.fresh("Alice");
        User user = service().register(name, name + "@EXAMPLE.com", "secret");

        assertThat(user.email()).isEqualTo(name + "@example.com");
        assertThat(service().tryLogin(name + "@Example.COM", "secret").status()).isEqualTo(200);
        assertThat(service()
                        .tryLogin(name.toLowerCase(Locale.ROOT) + "@example.com", "secret")
                        .status())
                .isEqualTo(401);
    }

    @Test
    default void a_login_is_a_form_with_two_fields() {
        Account alice = service().account("alice");

        Expect.invalid(token(""), "missing@body.username", "missing@body.password");
        Expect.invalid(token(form("username", alice.user().email())), "missing@body.password");
        Expect.invalid(token(form("username", "", "password", "x")), "missing@body.username");
        Expect.invalid(
                service().client().post("/auth/token", "{\"username\":\"a\",\"password\":\"b\"}"),
                "missing@body.username",
                "missing@body.password");
        Expect.invalid(
                token(form("grant_type", "implicit", "username", "a", "password", "b")),
                "string_pattern_mismatch@body.grant_type");
        Answer more = token(form(
                "grant_type",
                "password",
                "scope",
                "",
                "client_id",
                "x",
                "username",
                alice.user().email(),
                "password",
                alice.password()));
        assertThat(more.status()).isEqualTo(200);
        assertThat(token("x".repeat(100_000)).status()).isEqualTo(413);
    }

    @Test
    default void a_token_is_exchanged_for_another_one() {
        Account alice = service().account("alice");

        Answer answer = alice.client().send("POST", "/auth/refresh_token", null);

        String token = answer.as(200, json -> json.getString("access_token"));
        assertThat(service().as(token).put(alice.user().path(), alice.body()).status())
                .isEqualTo(200);
        notAuthenticated(service().client().send("POST", "/auth/refresh_token/", null), "Not authenticated");
    }

    @Test
    default void without_a_token_nothing_else_is_looked_at() {
        for (String[] request : new String[][] {
            {"PUT", "/users/x", "nonsense"},
            {"DELETE", "/users/x", null},
            {"POST", "/todos/", "nonsense"},
            {"GET", "/todos?limit=x", null},
            {"PATCH", "/todos/x", "nonsense"},
            {"DELETE", "/todos/x/", null},
            {"POST", "/auth/refresh_token", null}
        }) {
            notAuthenticated(service().client().send(request[0], request[1], request[2]), "Not authenticated");
            for (String header : List.of("Basic YTpi", "bearerless x", "Token abc")) {
                notAuthenticated(
                        service().client().send(request[0], request[1], request[2], "Authorization", header),
                        "Not authenticated");
            }
        }
    }

    @Test
    default void only_our_own_tokens_are_believed() {
        Account alice = service().account("alice");
        String[] parts = alice.token().split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String flipped = (parts[2].charAt(0) == 'A' ? "B" : "A") + parts[2].substring(1);

        for (String token : List.of(
                "",
                "x",
                "a.b.c",
                "..",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + flipped,
                parts[0] + "." + parts[1],
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                // Signed with another key.
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhQGV4YW1wbGUuY29tIiwiZXhwIjo0MTAyNDQ0ODAwfQ"
                        + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
                "é")) {
            notAuthenticated(service().as(token).get("/todos/"), "Could not validate credentials");
        }
    }

    @Test
    default void the_scheme_ignores_case() {
        Account alice = service().account("alice");

        for (String scheme : List.of("bearer", "BEARER", "Bearer")) {
            assertThat(service()
                            .client()
                            .get("/todos/", "Authorization", scheme + " " + alice.token())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    default void a_token_is_for_an_address_and_ends_with_it() {
        Account alice = service().account("alice");
        String other = Service.fresh("alicia") + "@example.com";

        assertThat(alice.client()
                        .put(
                                alice.user().path(),
                                Bodies.user(
                                        alice.user().username(), alice.user().email(), "new"))
                        .status())
                .isEqualTo(200);
        assertThat(alice.client().get("/todos/").status())
                .as("another password changes nothing about tokens")
                .isEqualTo(200);
        assertThat(service().tryLogin(alice.user().email(), alice.password()).status())
                .isEqualTo(401);
        assertThat(alice.client()
                        .put(alice.user().path(), Bodies.user(alice.user().username(), other, "new"))
                        .status())
                .isEqualTo(200);
        notAuthenticated(alice.client().get("/todos/"), "Could not validate credentials");
        assertThat(service().tryLogin(other, "new").status()).isEqualTo(200);
    }

    @Test
    default void a_token_ends_with_its_user() {
        Account alice = service().account("alice");

        assertThat(alice.client().delete(alice.user().path()).status()).isEqualTo(200);

        notAuthenticated(alice.client().get("/todos/"), "Could not validate credentials");
        notAuthenticated(alice.client().delete(alice.user().path()), "Could not validate credentials");
        notAuthenticated(alice.client().send("POST", "/auth/refresh_token", null), "Could not validate credentials");
        assertThat(service().tryLogin(alice.user().email(), alice.password()).status())
                .isEqualTo(401);
    }

    @Test
    default void who_guesses_passwords_has_to_wait_and_nobody_else() {
        List<Account> accounts = service().accounts("alice", "bob");
        Account alice = accounts.get(0);

        Answer answer = service().tryLogin(alice.user().email(), "wrong");
        for (int guesses = 1; answer.status() == 401 && guesses < 50; guesses++) {
            answer = service().tryLogin(alice.user().email(), "wrong");
        }

        Expect.error(answer, 429, "Too Many Requests");
        assertThat(Integer.parseInt(answer.required("Retry-After"))).isPositive();
        assertThat(service().tryLogin(alice.user().email(), alice.password()).status())
                .as("the right password comes too late")
                .isEqualTo(429);
        assertThat(alice.client().get("/todos/").status()).isEqualTo(200);
        service().login(accounts.get(1).user().email(), accounts.get(1).password());
    }

    @Test
    default void who_knows_the_password_logs_in_as_often_as_they_like() {
        Account alice = service().account("alice");

        for (int i = 0; i < 12; i++) {
            service().login(alice.user().email(), alice.password());
        }
    }
}
