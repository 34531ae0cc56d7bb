package io.evolua.web.input;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * One thing that is wrong with a request, in the words of the contract, which are Pydantic's.
 *
 * @param type what kind of error, for programs
 * @param location where: {@code body}, {@code path} or {@code query}, then names
 * @param message what is wrong, for people
 * @param input what was sent there
 * @param context the facts in the message; empty when there are none
 */
record Violation(String type, JsonArray location, String message, JsonValue input, JsonObject context) {

    static Violation of(String type, JsonArray location, String message, JsonValue input) {
        return new Violation(type, location, message, input, JsonValue.EMPTY_JSON_OBJECT);
    }

    static JsonArray location(String... steps) {
        var location = Json.createArrayBuilder();
        for (String step : steps) {
            location.add(step);
        }
        return location.build();
    }

    JsonObject json() {
        var json = Json.createObjectBuilder()
                .add("type", type)
                .add("loc", location)
                .add("msg", message)
                .add("input", input);
        if (!context.isEmpty()) {
            json.add("ctx", context);
        }
        return json.build();
    }
}
