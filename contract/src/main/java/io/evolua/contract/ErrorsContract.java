package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors as a client sees them: always JSON. */
public interface ErrorsContract {

    private static Client client() {
        return Service.current().client();
    }

    @Test
    default void the_root_greets() {
        assertThat(client().get("/").body()).isEqualTo("{\"message\":\"Olá Mundo!\"}");
        assertThat(client().get("/", "Accept", "application/json").header("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    default void an_unknown_route_is_not_found() {
        for (String path : List.of(
                "/nothing", "/users/1/2", "/auth", "/token", "/WEB-INF/web.xml", "/.error", "/application.wadl")) {
            Expect.error(client().get(path), 404, "Not Found");
        }
    }

    @Test
    default void another_method_is_not_allowed() {
        Answer answer = client().patch("/users/1", "{}");

        Expect.error(answer, 405, "Method Not Allowed");
        assertThat(answer.required("Allow")).contains("GET", "PUT", "DELETE");
        Expect.error(client().post("/", "{}"), 405, "Method Not Allowed");
        Expect.error(client().get("/auth/token"), 405, "Method Not Allowed");
    }

    @Test
    default void options_and_head_answer_as_http_says() {
        Answer options = client().send("OPTIONS", "/users", null);
        Answer head = client().send("HEAD", "/users", null);

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.required("Allow")).contains("GET", "POST");
        assertThat(options.body()).doesNotContain("wadl");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    default void other_sites_are_not_let_in_unless_a_setting_says_so() {
        Answer answer = client().get("/users", "Origin", "https://elsewhere.example");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    default void problem_details_are_given_to_who_asks() {
        Answer unknown = client().get("/users/0", "Accept", "application/json, application/problem+json");
        Answer invalid = client().get("/users/x", "Accept", "application/problem+json");
        Answer nobody = client().get("/todos", "Accept", "application/problem+json");

        assertThat(unknown.header("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"User not found\"}");
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.json().getString("detail")).isEqualTo("The request is not valid.");
        assertThat(invalid.json().getJsonArray("errors").getJsonObject(0).getString("type"))
                .isEqualTo("int_parsing");
        assertThat(client().get("/WEB-INF/web.xml", "Accept", "application/problem+json")
                        .header("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(nobody.json().getInt("status")).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(client().get("/users", "Accept", "application/problem+json").header("Content-Type"))
                .hasValue("application/json");
    }

    @Test
    default void a_body_that_is_not_an_object_is_refused() {
        Expect.invalid(client().post("/users", "{\"username\":"), "json_invalid@body.12");
        Expect.invalid(client().post("/users", "{} {}"), "json_invalid@body.3");
        Expect.invalid(client().post("/users", ""), "missing@body");
        Expect.invalid(client().post("/users", "null"), "missing@body");
        Expect.invalid(client().post("/users", "[]"), "model_attributes_type@body");
        Expect.invalid(client().post("/users", "{}", "Content-Type", "text/plain"), "model_attributes_type@body");
        assertThat(client().post("/users", "[".repeat(60_000)).body()).contains("json_invalid");
        Expect.invalid(
                client().post("/heroes", "{}", "Content-Type", "application/vnd.hero+json"), "missing@body.name");
    }

    @Test
    default void a_body_without_end_is_refused() {
        String endless = "x".repeat(100_000);
        Client alice = Service.current().account("alice").client();

        for (String[] request : new String[][] {
            {"POST", "/users"},
            {"PUT", "/users/1"},
            {"POST", "/todos"},
            {"PATCH", "/todos/1"},
            {"POST", "/heroes"},
            {"POST", "/async/heroes"}
        }) {
            Expect.error(alice.send(request[0], request[1], endless), 413, "Request Entity Too Large");
        }
    }
}
