package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.web.testing.Server;
import org.junit.jupiter.api.Test;

/** Other sites' pages, of which the server under test lets one in. */
interface CorsContract {

    @Test
    default void the_pages_of_a_site_that_is_let_in_may_read_answers_errors_included() {
        for (String path : new String[] {"/users", "/nothing", "/todos"}) {
            Answer answer = Server.client().get(path, "Origin", "https://friend.example");

            assertThat(answer.required("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
            assertThat(answer.required("Access-Control-Expose-Headers")).contains("ETag", "Location", "Link");
            assertThat(answer.required("Vary")).contains("Origin");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    default void a_browser_that_asks_beforehand_is_told_without_a_token() {
        Answer answer = Server.client()
                .send(
                        "OPTIONS",
                        "/todos/1",
                        null,
                        "Origin",
                        "https://friend.example",
                        "Access-Control-Request-Method",
                        "PATCH",
                        "Access-Control-Request-Headers",
                        "authorization,content-type");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.required("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(answer.required("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type");
    }

    @Test
    default void other_sites_learn_nothing() {
        Answer answer = Server.client()
                .send(
                        "OPTIONS",
                        "/users",
                        null,
                        "Origin",
                        "https://friend.example.evil.example",
                        "Access-Control-Request-Method",
                        "PUT");

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Methods")).isEmpty();
    }
}
