package io.evolua.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Bodies;
import io.evolua.web.testing.Server;
import io.evolua.web.testing.ServerExtension;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What those see who run the service: numbers, logs, and how it ends. */
@ExtendWith(ServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // started before all tests
class ProductionIT {

    private static Collector collector;
    private static Production service;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        collector = Collector.start();
        service = Production.start(Map.ofEntries(
                Map.entry("EVOLUA_GZIP", "on"),
                Map.entry("EVOLUA_LOG_FORMAT", "json"),
                Map.entry("EVOLUA_DRAIN_SECONDS", "2"),
                Map.entry("OTEL_SDK_DISABLED", "false"),
                Map.entry("OTEL_SERVICE_NAME", "evolua"),
                Map.entry("OTEL_METRICS_EXPORTER", "none"),
                Map.entry("OTEL_LOGS_EXPORTER", "none"),
                Map.entry("OTEL_BSP_SCHEDULE_DELAY", "200"),
                Map.entry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url())));
    }

    @AfterAll
    static void end() {
        service.close();
        collector.close();
    }

    private static String numbers() {
        return service.get("/metrics").body();
    }

    private static double number(String start) {
        return numbers()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + start));
    }

    private static JsonObject json(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @Test
    void answers_are_compressed_for_who_understands_it() {
        HttpResponse<String> compressed = service.get("/openapi.json", "Accept-Encoding", "gzip");

        assertThat(compressed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(service.get("/openapi.json").headers().allValues("Content-Encoding"))
                .isEmpty();
        assertThat(service.get("/", "Accept-Encoding", "gzip").headers().allValues("Content-Encoding"))
                .as("too small to gain")
                .isEmpty();
    }

    @Test
    void requests_are_counted_by_method_outcome_and_duration() {
        String found = "http_requests{method=\"GET\",mp_scope=\"application\",status=\"2xx\"}";
        String missing = "http_requests{method=\"GET\",mp_scope=\"application\",status=\"4xx\"}";
        double foundBefore = number(found);
        double missingBefore = number(missing);
        double allBefore = number("http_request_seconds_count");
        for (int i = 0; i < 5; i++) {
            service.get("/users");
            service.get("/nothing");
            service.get("/WEB-INF/web.xml");
        }

        assertThat(number(found) - foundBefore).isGreaterThanOrEqualTo(5);
        assertThat(number(missing) - missingBefore).isEqualTo(10);
        assertThat(number("http_request_seconds_count") - allBefore).isGreaterThanOrEqualTo(15);
        assertThat(number("http_request_seconds_sum")).isPositive();
        assertThat(numbers()).contains("http_request_seconds_bucket{le=\"+Inf\"");
        assertThat(number("http_requests_in_flight")).as("this one").isEqualTo(1);
        assertThat(number("schema_ready")).isEqualTo(1);
    }

    @Test
    void pools_transactions_and_revisions_are_counted() {
        for (String driver : List.of("blocking", "non-blocking")) {
            String committed =
                    "database_transactions{driver=\"" + driver + "\",mp_scope=\"application\",outcome=\"committed\"}";
            String rolledBack =
                    "database_transactions{driver=\"" + driver + "\",mp_scope=\"application\",outcome=\"rolled back\"}";
            double before = number(committed);
            double failedBefore = number(rolledBack);
            String path = driver.equals("blocking") ? "/heroes" : "/async/heroes";
            assertThat(service.post(path, Bodies.hero("Counted " + System.nanoTime()))
                            .join()
                            .statusCode())
                    .isEqualTo(201);

            assertThat(number(committed)).as(committed).isGreaterThan(before);
            assertThat(number(rolledBack)).as(rolledBack).isEqualTo(failedBefore);
            for (String name : List.of("database_connections", "database_transaction_seconds_sum")) {
                assertThat(number(name + "{driver=\"" + driver + "\"")).as(name).isPositive();
            }
            for (String name : List.of("database_connections_used", "database_transactions_open", "database_waiting")) {
                assertThat(number(name + "{driver=\"" + driver + "\"")).as(name).isZero();
            }
        }
        assertThat(number("schema_revision{mp_scope=\"application\",of=\"database\"}"))
                .isEqualTo(number("schema_revision{mp_scope=\"application\",of=\"war\"}"))
                .isPositive();
    }

    @Test
    void the_log_is_json_and_an_error_is_found_by_the_number_of_its_request() throws IOException {
        Server.database().run("alter table users rename column password to hidden");
        try {
            assertThat(service.get("/users", "X-Request-ID", "order-7").statusCode())
                    .isEqualTo(500);
        } finally {
            Server.database().run("alter table users rename column hidden to password");
        }

        List<String> lines =
                service.log().stream().filter(line -> line.contains("order-7")).toList();
        assertThat(lines).hasSize(1);
        assertThat(json(lines.get(0)).toString()).contains("\"requestId\":\"order-7\"", "unexpected error");
    }

    @Test
    void traces_go_to_who_collects_them() throws InterruptedException {
        service.get("/users", "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        long end = System.nanoTime() + 10_000_000_000L;
        while (!collector.hasReceived("/users")) {
            assertThat(System.nanoTime()).as("a span of the request has come").isLessThan(end);
            Thread.sleep(50);
        }
        assertThat(collector.hasReceived("evolua")).isTrue();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void it_ends_by_saying_so_first_and_with_every_request_answered() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> inFlight = new ArrayList<>();
        try (Connection holder = Server.database().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table heroes in share mode");
            for (String path : List.of("/heroes", "/async/heroes")) {
                inFlight.add(service.post(path, Bodies.hero("In flight " + System.nanoTime())));
            }
            awaitWaiting(inFlight.size());

            service.terminate();

            awaitNotReady();
            HttpResponse<String> meanwhile = service.get("/users");
            assertThat(meanwhile.statusCode()).isEqualTo(200);
            assertThat(meanwhile.headers().allValues("Connection")).containsExactly("close");
            assertThat(service.status("/health/live")).isEqualTo(200);
            // By now the server itself shuts down, and waits for it.
            Thread.sleep(2_500);
            holder.rollback();
        }
        for (CompletableFuture<HttpResponse<String>> one : inFlight) {
            assertThat(one.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
        assertThat(service.awaitEnd(15)).isEqualTo(143);
    }

    private static void awaitNotReady() throws InterruptedException {
        long end = System.nanoTime() + 1_000_000_000;
        while (service.status("/health/ready") != 503) {
            assertThat(System.nanoTime()).as("ready a second after SIGTERM").isLessThan(end);
            Thread.sleep(20);
        }
        assertThat(service.get("/health/ready").body()).contains("shutdown");
    }

    private static void awaitWaiting(int requests) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (Integer.parseInt(Server.row("select count(*) from pg_locks where not granted")
                        .get(0))
                < requests) {
            assertThat(System.nanoTime())
                    .as("the requests have come to their inserts")
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }
}
