package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Requests that no HTTP client sends: each is answered, or its connection closed, soon, with no error of the service's and
 * nothing of its inside. {@code -Devolua.generated=…} makes more of them, {@code -Devolua.seed=…} others.
 */
public interface RawRequestsContract {

    /** Bodies that do not come are given up after ten seconds. */
    int PATIENCE_MILLIS = 20_000;

    Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5]\\d\\d)[ \\r](?s).*");

    /** What only those need to know who run it. */
    List<String> INSIDE = List.of(
            "Exception",
            "\tat ",
            "payara",
            "grizzly",
            "catalina",
            "jersey",
            "eclipselink",
            "postgres",
            "SQLSTATE",
            "\nServer:");

    /** Those of the protocol, of which no service is to blame: not implemented, and no such version. */
    List<String> PROTOCOL = List.of("501", "505");

    /** Whether it is known that such a request is answered so before the service has it: no server is, unless it says so. */
    default boolean isTheServersOwn(String request, String status) {
        return false;
    }

    @Test
    default void whatever_comes_over_the_wire_is_no_error_of_the_service() throws IOException {
        long seed = Long.getLong("evolua.seed", 1);
        int count = Integer.getInteger("evolua.generated", 500);
        RawRequests requests =
                new RawRequests(Service.current().client().document().root(), new Random(seed));

        int answered = 0;
        for (int i = 0; i < count; i++) {
            byte[] request = requests.next();
            String name = "seed " + seed + ", request " + i + ": " + shown(request);
            String answer = exchange(request)
                    .orElseThrow(() -> new AssertionError("no end within " + PATIENCE_MILLIS + " ms, " + name));
            if (answer.isEmpty()) {
                continue;
            }
            answered++;
            assertThat(answer).as(name).matches(STATUS);
            String status = answer.substring("HTTP/1.1 ".length()).substring(0, 3);
            assertThat(status.charAt(0) != '5' || PROTOCOL.contains(status) || isTheServersOwn(shown(request), status))
                    .as("%s, answered %s", name, answer)
                    .isTrue();
            for (String inside : INSIDE) {
                assertThat(answer).as(name).doesNotContainIgnoringCase(inside);
            }
        }
        assertThat(answered).isGreaterThan(count / 2);
        assertThat(Service.current().client().get("/").status()).isEqualTo(200);
    }

    private static String shown(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }

    /** What came until the end; empty when it did not come. */
    private static Optional<String> exchange(byte[] request) throws IOException {
        URI service = Service.current().address();
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            send(socket, request);
            return read(socket.getInputStream());
        }
    }

    private static void send(Socket socket, byte[] request) {
        try {
            OutputStream output = socket.getOutputStream();
            output.write(request);
            // Nothing more comes, whatever was said about lengths.
            socket.shutdownOutput();
        } catch (IOException e) {
            // The service has heard enough; what it said is there to be read, perhaps.
            return;
        }
    }

    private static Optional<String> read(InputStream input) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            input.transferTo(heard);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Cut off before everything was read that was sent.
            return Optional.of(heard.toString(StandardCharsets.ISO_8859_1));
        }
        return Optional.of(heard.toString(StandardCharsets.ISO_8859_1));
    }
}
