package io.evolua.contract.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What came back. */
public record Answer(int status, HttpHeaders headers, String body) {

    /** The body, which is a JSON object. */
    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** The body as a value of the client's, when the status is the expected one. */
    public <T> T as(int expected, Function<JsonObject, T> type) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ", got " + status + ": " + body);
        }
        return type.apply(json());
    }

    /** The objects of a list. */
    public <T> List<T> list(String name, Function<JsonObject, T> type) {
        return json().getJsonArray(name).getValuesAs(JsonObject.class).stream()
                .map(type)
                .toList();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** A header that must be there. */
    public String required(String name) {
        return header(name).orElseThrow(() -> new AssertionError("no " + name + " in " + headers));
    }
}
