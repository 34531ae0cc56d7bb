package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.Driver;
import io.evolua.contract.client.Service;
import io.evolua.web.testing.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists that are longer than any memory. */
interface StreamsContract {

    /** {@code -Devolua.stream.rows=1000000} for a million. */
    int ROWS = Integer.getInteger("evolua.stream.rows", 100_000);

    private static String flood() {
        String source = Service.fresh("flood");
        Server.database()
                .run("insert into heroes(name, app_src) select '" + source + " ' || n, '" + source
                        + "' from generate_series(1, " + ROWS + ") n");
        return source;
    }

    private static void dry(String source) {
        Server.database().run("delete from heroes where app_src = '" + source + "'");
    }

    private static URI address(Driver driver, String source) {
        return URI.create(
                "http://127.0.0.1:" + System.getProperty("evolua.test.port") + driver.path() + "?source=" + source);
    }

    @Test
    default void every_row_comes_however_many_they_are() throws IOException, InterruptedException {
        String source = flood();
        try {
            for (Driver driver : Driver.values()) {
                HttpRequest request = HttpRequest.newBuilder(address(driver, source))
                        .header("Accept", "application/x-ndjson")
                        .build();
                HttpResponse<Stream<String>> response =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()
                                .filter(line -> line.contains(source) && line.endsWith("}"))
                                .count())
                        .as(driver.path())
                        .isEqualTo(ROWS);
            }
        } finally {
            dry(source);
        }
    }

    @Test
    default void a_client_that_leaves_midway_leaves_no_cursor_behind() throws IOException, InterruptedException {
        String source = flood();
        try {
            for (Driver driver : Driver.values()) {
                for (int i = 0; i < 2 * AsyncFaultsContract.CONNECTIONS; i++) {
                    leaveMidway(address(driver, source));
                }
                AsyncFaultsContract.await("all transactions end", () -> Server.row(
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and pid <> pg_backend_pid() and xact_start is not null")
                        .get(0)
                        .equals("0"));
                for (int i = 0; i < 2 * AsyncFaultsContract.CONNECTIONS; i++) {
                    assertThat(Server.client().get(driver.path() + "?limit=1").status())
                            .isEqualTo(200);
                }
            }
        } finally {
            dry(source);
        }
    }

    @Test
    default void a_client_that_reads_slowly_holds_up_nobody_else() throws IOException {
        String source = flood();
        try {
            for (Driver driver : Driver.values()) {
                try (Socket slow = begin(address(driver, source))) {
                    assertThat(slow.getInputStream().readNBytes(1_000)).hasSize(1_000);
                    for (int i = 0; i < 2 * AsyncFaultsContract.CONNECTIONS; i++) {
                        assertThat(Server.client()
                                        .get(driver.path() + "?limit=1")
                                        .status())
                                .isEqualTo(200);
                    }
                }
            }
        } finally {
            dry(source);
        }
    }

    private static void leaveMidway(URI address) throws IOException {
        try (Socket socket = begin(address)) {
            assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
        }
    }

    private static Socket begin(URI address) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        String request = "GET " + address.getPath() + "?" + address.getQuery()
                + " HTTP/1.1\r\nHost: evolua\r\nAccept: application/x-ndjson\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
