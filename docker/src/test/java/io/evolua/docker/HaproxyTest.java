package io.evolua.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The balancer's settings, {@code haproxy.cfg}, in a real HAProxy; skipped where there is none. */
@SuppressWarnings("NullAway.Init") // started before all tests
class HaproxyTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Debian has it where only administrators look. */
    private static final Optional<Path> EXECUTABLE = Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
            .map(folder -> Path.of(folder, "haproxy"))
            .filter(Files::isExecutable)
            .findFirst();

    private static List<StandIn> instances;
    private static Process haproxy;
    private static int port;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(EXECUTABLE.isPresent(), "haproxy is not installed");
        instances = List.of(new StandIn("web1"), new StandIn("web2"), new StandIn("web3"));
        port = freePort();
        Path log = Path.of("target", "haproxy.log");
        ProcessBuilder builder = new ProcessBuilder(EXECUTABLE.get().toString(), "-W", "-db", "-f", "haproxy.cfg")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("BALANCER_ADDRESS", "127.0.0.1:" + port);
        for (int i = 0; i < instances.size(); i++) {
            builder.environment().put("WEB" + (i + 1), instances.get(i).address());
        }
        haproxy = builder.start();
        awaitAnswersOf("web1", "web2", "web3");
    }

    @AfterEach
    void backToNormal() throws InterruptedException {
        for (StandIn instance : instances) {
            instance.ready(true);
            instance.silent(false);
        }
        awaitAnswersOf("web1", "web2", "web3");
    }

    @AfterAll
    static void end() {
        if (haproxy != null) {
            haproxy.destroy();
            instances.forEach(StandIn::close);
        }
    }

    @Test
    void who_is_not_ready_gets_nothing_until_it_is_again() throws InterruptedException {
        instances.get(0).ready(false);
        awaitAnswersOf("web2", "web3");
        instances.get(0).ready(true);
        awaitAnswersOf("web1", "web2", "web3");
    }

    @Test
    void a_question_that_an_instance_leaves_unanswered_goes_to_another() {
        instances.get(0).silent(true);
        for (int i = 0; i < 9; i++) {
            assertThat(send("GET", "/question").statusCode()).isEqualTo(200);
        }
        assertThat(lines("GET /question")).as("some were asked again").hasSizeGreaterThan(9);
    }

    @Test
    void so_does_a_change_that_is_made_once_however_often_it_comes() {
        instances.get(1).silent(true);
        for (int i = 0; i < 9; i++) {
            assertThat(send("POST", "/keyed", "Idempotency-Key", "k" + i).statusCode())
                    .isEqualTo(200);
        }
        assertThat(lines("POST /keyed")).as("some were sent again").hasSizeGreaterThan(9);
    }

    @Test
    void another_change_is_sent_once_and_the_client_is_told() throws IOException {
        instances.get(2).silent(true);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String request = "POST /once HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            answers.add(exchange(request).substring(0, "HTTP/1.1 200".length()));
        }
        assertThat(answers).contains("HTTP/1.1 200", "HTTP/1.1 502");
        assertThat(lines("POST /once")).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/ready",
                "/metrics",
                "/Metrics",
                "//health",
                "/%68ealth",
                "/./metrics",
                "/users/../metrics",
                "/users/..;/metrics",
                "/metrics;x",
                "/health%2Fready",
                "/%2568ealth",
                "/users%2F..%2Fhealth"
            })
    void what_is_not_for_the_public_stays_inside_however_it_is_spelled(String path) throws IOException {
        String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("{\"detail\":\"Not Found\"}");
        assertThat(lines("GET " + path)).isEmpty();
    }

    @Test
    void the_instance_learns_who_asks_and_the_client_the_number_of_its_request() throws IOException {
        String answer = exchange(String.join(
                "\r\n",
                "GET /who?x=%2F..%2Fhealth HTTP/1.1",
                "Host: evolua.example",
                "X-Request-ID: order-7",
                "X-Forwarded-For: 6.6.6.6",
                "Connection: close",
                "",
                ""));

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\nX-Request-ID: given by ");
        StandIn.Received received = instances.stream()
                .flatMap(instance -> instance.received().stream())
                .filter(request -> request.line().startsWith("GET /who"))
                .findFirst()
                .orElseThrow();
        assertThat(received.headers())
                .containsEntry("host", List.of("evolua.example"))
                .containsEntry("x-request-id", List.of("order-7"));
        assertThat(received.headers().get("x-forwarded-for"))
                .as("ours is the last")
                .containsExactly("6.6.6.6", "127.0.0.1");
    }

    @Test
    void a_header_that_does_not_come_is_not_waited_for() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            say(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void with_nobody_ready_the_client_is_told_when_to_come_again() throws InterruptedException {
        instances.forEach(instance -> instance.ready(false));
        awaitAnswersOf("{\"detail\":\"Service Unavailable\"}");
        HttpResponse<String> answer = send("GET", "/");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    private static List<String> lines(String start) {
        return instances.stream()
                .flatMap(instance -> instance.received().stream())
                .map(StandIn.Received::line)
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private static HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            say(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits until these answer, and nobody else. */
    private static void awaitAnswersOf(String... names) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!answers().equals(Set.of(names))) {
            assertThat(System.nanoTime()).as("answers of " + answers()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            try {
                answers.add(send("GET", "/probe").body());
            } catch (UncheckedIOException e) {
                answers.add("nobody");
            }
        }
        return answers;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
