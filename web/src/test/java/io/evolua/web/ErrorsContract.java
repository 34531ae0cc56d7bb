package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.web.testing.Client;
import io.evolua.web.testing.Client.Answer;
import io.evolua.web.testing.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors as a client sees them: always JSON. */
interface ErrorsContract {

    private static Client client() {
        return Server.client();
    }

    private static void isError(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
        assertThat(answer.header("Content-Type")).hasValue("application/json");
    }

    @Test
    default void the_root_greets() {
        assertThat(client().get("/").body()).isEqualTo("{\"message\":\"Olá Mundo!\"}");
        assertThat(client().get("/", "Accept", "text/html").header("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    default void an_unknown_route_is_not_found() {
        for (String path : List.of("/nothing", "/users/1/2", "/WEB-INF/web.xml", "/.error", "/application.wadl")) {
            isError(client().get(path), 404, "Not Found");
        }
    }

    @Test
    default void another_method_is_not_allowed() {
        Answer answer = client().send("PATCH", "/users/1", "{}");

        isError(answer, 405, "Method Not Allowed");
        assertThat(answer.header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET", "PUT", "DELETE"));
        isError(client().post("/", "{}"), 405, "Method Not Allowed");
    }

    @Test
    default void options_and_head_answer_as_http_says() {
        Answer options = client().send("OPTIONS", "/users", null);
        Answer head = client().send("HEAD", "/users", null);

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET", "POST"));
        assertThat(options.body()).doesNotContain("wadl");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    default void problem_details_are_given_to_who_asks() {
        Answer unknown = client().get("/users/1", "Accept", "application/json, application/problem+json");
        Answer invalid = client().get("/users/x", "Accept", "application/problem+json");

        assertThat(unknown.header("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"User not found\"}");
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.json().getString("detail")).isEqualTo("The request is not valid.");
        assertThat(invalid.json().getJsonArray("errors").getJsonObject(0).getString("type"))
                .isEqualTo("int_parsing");
        assertThat(client().get("/users", "Accept", "application/problem+json").header("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    default void a_body_that_is_not_an_object_is_refused() {
        assertThat(type(client().post("/users", "{\"username\":"))).isEqualTo("json_invalid");
        assertThat(type(client().post("/users", "{} {}"))).isEqualTo("json_invalid");
        assertThat(type(client().post("/users", ""))).isEqualTo("missing");
        assertThat(type(client().post("/users", "null"))).isEqualTo("missing");
        assertThat(type(client().post("/users", "[]"))).isEqualTo("model_attributes_type");
        assertThat(type(client().post("/users", "{}", "Content-Type", "text/plain")))
                .isEqualTo("model_attributes_type");
        assertThat(type(client().post("/users", "[".repeat(60_000)))).isEqualTo("json_invalid");
        assertThat(type(client().post("/users", "{}", "Content-Type", "application/vnd.user+json")))
                .isEqualTo("missing");
    }

    private static String type(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.json().getJsonArray("detail").getJsonObject(0).getString("type");
    }

    @Test
    default void a_body_without_end_is_refused() {
        isError(client().post("/users", "x".repeat(100_000)), 413, "Request Entity Too Large");
    }

    @Test
    default void an_unexpected_error_tells_nothing_but_a_number() {
        Server.database().run("alter table users rename column password to hidden");
        try {
            Answer answer = client().get("/users");

            isError(answer, 500, "Internal Server Error");
            assertThat(answer.header("X-Correlation-Id")).isPresent();
        } finally {
            Server.database().run("alter table users rename column hidden to password");
        }
        assertThat(client().get("/users").status()).isEqualTo(200);
    }

    @Test
    default void while_the_database_refuses_connections_the_service_says_try_later_and_then_recovers() {
        String name = Server.database().name();
        Server.onServer("alter database " + name + " with allow_connections false");
        Server.onServer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        try {
            Answer answer = client().get("/users");

            isError(answer, 503, "Service Unavailable");
            assertThat(answer.header("Retry-After")).hasValue("5");
            assertThat(client().get("/health/ready").status()).isEqualTo(503);
            assertThat(client().get("/health/live").status()).isEqualTo(200);
        } finally {
            Server.onServer("alter database " + name + " with allow_connections true");
        }
        assertThat(client().get("/users").status()).isEqualTo(200);
    }
}
