package io.evolua.contract.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A place in a JSON document, reached by members of objects only (RFC 6901). */
record Pointer(List<String> steps) {

    static final Pointer ROOT = new Pointer(List.of());

    /** Of a reference within the same document, as in {@code #/components/…}. */
    static Pointer of(String reference) {
        return new Pointer(Arrays.stream(reference.substring(2).split("/", -1))
                .map(Json::decodePointer)
                .toList());
    }

    Pointer to(String step) {
        List<String> further = new ArrayList<>(steps);
        further.add(step);
        return new Pointer(List.copyOf(further));
    }

    /** What is there, if anything is. */
    Optional<JsonValue> in(JsonObject root) {
        @Nullable JsonValue value = root;
        for (String step : steps) {
            value = value instanceof JsonObject object ? object.get(step) : null;
        }
        return Optional.ofNullable(value);
    }

    /** What is there, which is an object. */
    JsonObject object(JsonObject root) {
        return in(root).orElseThrow().asJsonObject();
    }

    /** As the fragment of an address. */
    String fragment() {
        return steps.stream()
                .map(step -> "/" + URLEncoder.encode(Json.encodePointer(step), StandardCharsets.UTF_8))
                .collect(Collectors.joining())
                .replace("%7E", "~");
    }
}
