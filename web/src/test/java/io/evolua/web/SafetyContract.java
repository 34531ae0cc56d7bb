package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Service;
import io.evolua.web.testing.Server;
import io.evolua.web.testing.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every answer tells browsers and nobody else, and how much of a request is listened to. */
interface SafetyContract {

    /** Resources, errors of resources, errors of the container, what the server adds of its own. */
    List<String> EVERYWHERE = List.of(
            "/",
            "/users",
            "/users/0",
            "/users/x",
            "/todos",
            "/nothing",
            "/WEB-INF/web.xml",
            "/health/ready",
            "/openapi.json");

    @Test
    default void every_answer_has_the_headers_that_keep_browsers_from_mischief() {
        for (String path : EVERYWHERE) {
            Answer answer = Server.client().get(path);

            assertThat(answer.headers().allValues("X-Content-Type-Options"))
                    .as(path)
                    .containsExactly("nosniff");
            assertThat(answer.headers().allValues("Referrer-Policy")).as(path).containsExactly("no-referrer");
            assertThat(answer.headers().allValues("X-Frame-Options")).as(path).containsExactly("DENY");
            assertThat(answer.headers().allValues("Strict-Transport-Security"))
                    .as(path)
                    .containsExactly("max-age=31536000; includeSubDomains");
            assertThat(answer.required("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*");
            assertThat(answer.headers().allValues("Cache-Control")).as(path).hasSize(1);
        }
        assertThat(Server.client().get("/users").required("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    default void the_only_openapi_document_is_our_own() {
        assertThat(Server.client().get("/openapi").status()).isEqualTo(404);
    }

    @Test
    default void a_token_is_kept_by_nobody() {
        var alice = Service.current().account("alice");

        assertThat(Service.current()
                        .tryLogin(alice.user().email(), alice.password())
                        .headers()
                        .allValues("Cache-Control"))
                .containsExactly("no-store");
    }

    @Test
    default void no_answer_says_what_it_comes_from() {
        for (String path : EVERYWHERE) {
            Answer answer = Server.client().get(path);
            assertThat(answer.header("Server")).as(path).isEmpty();
            assertThat(answer.header("X-Powered-By")).as(path).isEmpty();
        }
        for (String request : List.of(
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /users/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\nSecret: y\r\n\r\n",
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}   ")) {
            assertThat(Wire.exchange(request, 1_000))
                    .as(request)
                    .startsWith("HTTP/1.1 ")
                    .doesNotContain("HTTP/1.1 500")
                    .doesNotContainIgnoringCase("payara")
                    .doesNotContainIgnoringCase("grizzly")
                    .doesNotContain("Exception", "at org.", "Server:", "Powered", "Secret");
        }
    }

    @Test
    default void request_lines_and_headers_are_bounded() {
        String host = "Host: x\r\n";

        assertThat(Wire.exchange("GET /?" + "x".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n", 2_000))
                .startsWith("HTTP/1.1 400 ");
        assertThat(Wire.exchange("GET / HTTP/1.1\r\n" + host + "X: " + "x".repeat(20_000) + "\r\n\r\n", 2_000))
                .startsWith("HTTP/1.1 400 ");
        assertThat(Wire.exchange("GET / HTTP/1.1\r\n" + host + "X: y\r\n".repeat(100) + "\r\n", 2_000))
                .startsWith("HTTP/1.1 400 ");
        assertThat(Wire.exchange("GET /?" + "x".repeat(6_000) + " HTTP/1.1\r\n" + host + "\r\n", 1_000))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    default void a_body_that_does_not_come_is_not_waited_for() {
        String headers =
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";

        String answer = Wire.exchange(headers, 40_000);

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("{\"detail\":\"Request Timeout\"}");
    }

    @Test
    default void a_request_has_the_number_that_its_client_gave_it_or_one_of_its_own() {
        String traceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(Server.client()
                        .get("/", "X-Request-ID", "order-7.a_B")
                        .headers()
                        .allValues("X-Request-ID"))
                .containsExactly("order-7.a_B");
        assertThat(Server.client().get("/", "traceparent", traceParent).required("X-Request-ID"))
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        for (String insane : List.of("a b", "<script>", "x".repeat(65), "ü")) {
            assertThat(Server.client().get("/nothing", "X-Request-ID", insane).required("X-Request-ID"))
                    .matches("[0-9a-f]{32}");
        }
        assertThat(Server.client().get("/").required("X-Request-ID"))
                .isNotEqualTo(Server.client().get("/").required("X-Request-ID"));
    }
}
