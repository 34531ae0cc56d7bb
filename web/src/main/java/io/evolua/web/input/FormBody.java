package io.evolua.web.input;

import static io.evolua.web.json.Provider.JSON;

import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request that a form made ({@code application/x-www-form-urlencoded}). Any other body is a form without
 * fields. A field without a text counts as absent.
 */
public record FormBody(Map<String, String> fields) {

    /** Keeps the fields. */
    public FormBody {
        fields = Map.copyOf(fields);
    }

    /** A required text. An empty answer means that a violation was noted. */
    public Optional<String> text(String name, Violations violations) {
        Optional<String> text = present(name);
        if (text.isEmpty()) {
            violations.add(Violation.of("missing", Violation.location("body", name), "Field required", JsonValue.NULL));
        }
        return text;
    }

    /** A text that may be absent, and otherwise has one value only; any other is noted as a violation. */
    public void allow(String name, String value, Violations violations) {
        present(name).filter(text -> !text.equals(value)).ifPresent(text -> {
            String pattern = "^" + value + "$";
            violations.add(new Violation(
                    "string_pattern_mismatch",
                    Violation.location("body", name),
                    "String should match pattern '" + pattern + "'",
                    JSON.createValue(text),
                    JSON.createObjectBuilder().add("pattern", pattern).build()));
        });
    }

    private Optional<String> present(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isEmpty());
    }

    /** Without the values, one of which may be a password. */
    @Override
    public String toString() {
        return "FormBody" + fields.keySet();
    }
}
