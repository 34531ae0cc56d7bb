package io.evolua.web.input;

import static io.evolua.web.json.Provider.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

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

    /** Something is none of what it may be. */
    static Violation choice(JsonArray location, List<String> choices, JsonValue input) {
        String quoted = choices.stream().map(choice -> "'" + choice + "'").collect(Collectors.joining(", "));
        int last = quoted.lastIndexOf(", ");
        String expected = last < 0 ? quoted : quoted.substring(0, last) + " or " + quoted.substring(last + 2);
        return new Violation(
                "enum",
                location,
                "Input should be " + expected,
                input,
                JSON.createObjectBuilder().add("expected", expected).build());
    }

    static JsonArray location(String... steps) {
        var location = JSON.createArrayBuilder();
        for (String step : steps) {
            location.add(step);
        }
        return location.build();
    }

    JsonObject json() {
        var json = JSON.createObjectBuilder()
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
