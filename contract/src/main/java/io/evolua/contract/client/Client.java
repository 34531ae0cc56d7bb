package io.evolua.contract.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP to the service, as anybody may. Headers are given as names and values in turn. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;
    private final Document document;
    private final List<String> always;

    private Client(URI base, Document document, List<String> always) {
        this.base = base;
        this.document = document;
        this.always = always;
    }

    /** A client of the service at an address, with its document. */
    static Client of(URI base) {
        String document =
                new Client(base, Document.NONE, List.of()).get("/openapi.json").body();
        return new Client(base, Document.of(document), List.of());
    }

    /** The same client, which sends some more headers with every request. */
    public Client with(String... headers) {
        List<String> more = new ArrayList<>(always);
        more.addAll(Arrays.asList(headers));
        return new Client(base, document, List.copyOf(more));
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    public Answer patch(String path, String json, String... headers) {
        return send("PATCH", path, json, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** Any request; a body is sent as JSON unless the headers say otherwise. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < always.size(); i += 2) {
            request.setHeader(always.get(i), always.get(i + 1));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        Answer answer = exchange(request.build());
        document.check(new Document.Exchange(method, path, body, answer));
        return answer;
    }

    /** What the document was held against so far. */
    public Document document() {
        return document;
    }

    private static Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
