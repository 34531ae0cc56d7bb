package io.evolua.web.input;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The body of a request, which is JSON or is not, but was readable.
 *
 * @param value the JSON; a string with the text as it is when the content type is not JSON's; null when it is empty
 */
public record JsonBody(JsonValue value) {

    /** The body as an object, if it is one; otherwise the violation is noted. */
    public Optional<JsonObject> object(Violations violations) {
        if (value instanceof JsonObject object) {
            return Optional.of(object);
        }
        violations.add(
                value == JsonValue.NULL
                        ? Violation.of("missing", Violation.location("body"), "Field required", value)
                        : Violation.of(
                                "model_attributes_type",
                                Violation.location("body"),
                                "Input should be a valid dictionary or object to extract fields from",
                                value));
        return Optional.empty();
    }
}
