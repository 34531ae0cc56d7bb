package io.evolua.web.input;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.domain.user.EmailAddress;
import io.evolua.domain.user.InvalidEmailAddressException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object, read one by one without any conversion: a number is not a string. Members nobody asks
 * for are ignored. An empty answer means that a violation was noted.
 */
public final class Fields {

    private static final JsonString MASK = JSON.createValue("**********");

    private final JsonObject object;
    private final Set<String> secrets;
    private final Violations violations;

    /**
     * Begins to read an object.
     *
     * @param secrets members whose values are never repeated in an answer, which may end up in somebody's log
     */
    public Fields(JsonObject object, Set<String> secrets, Violations violations) {
        this.object = object;
        this.secrets = Set.copyOf(secrets);
        this.violations = violations;
    }

    /** A required string of at most so many characters, as PostgreSQL counts them. */
    public Optional<String> string(String name, int maxLength) {
        return string(name).filter(text -> isAtMost(name, text, maxLength));
    }

    /** A required string. */
    public Optional<String> string(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            violations.add(
                    Violation.of("missing", Violation.location("body", name), "Field required", withoutSecrets()));
            return Optional.empty();
        }
        if (!(value instanceof JsonString string)) {
            violations.add(Violation.of(
                    "string_type", Violation.location("body", name), "Input should be a valid string", shown(name)));
            return Optional.empty();
        }
        return Optional.of(string.getString()).filter(text -> isStorable(name, text));
    }

    /** Whether the object has the member, be it null. */
    public boolean has(String name) {
        return object.containsKey(name);
    }

    /** A required string that is one of some. */
    public Optional<String> choice(String name, List<String> choices) {
        JsonValue value = object.get(name);
        if (value == null || (value instanceof JsonString string && choices.contains(string.getString()))) {
            return string(name);
        }
        violations.add(Violation.choice(Violation.location("body", name), choices, shown(name)));
        return Optional.empty();
    }

    /** A string that is absent when the object does not have it. A null is not absent. */
    public Optional<String> optionalString(String name, int maxLength, String otherwise) {
        return object.containsKey(name) ? string(name, maxLength) : Optional.of(otherwise);
    }

    /** A required e-mail address. */
    public Optional<EmailAddress> email(String name) {
        return string(name).flatMap(text -> {
            try {
                return Optional.of(EmailAddress.parse(text));
            } catch (InvalidEmailAddressException e) {
                violations.add(new Violation(
                        "value_error",
                        Violation.location("body", name),
                        "value is not a valid email address: " + e.reason(),
                        shown(name),
                        JSON.createObjectBuilder().add("reason", e.reason()).build()));
                return Optional.empty();
            }
        });
    }

    /** PostgreSQL holds neither U+0000 nor half of a surrogate pair, both of which JSON can write. */
    private boolean isStorable(String name, String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            violations.add(Violation.of(
                    "string_unicode",
                    Violation.location("body", name),
                    "Input should be a valid string, unable to parse raw data as a unicode string",
                    MASK));
            return false;
        }
        if (text.indexOf('\0') >= 0) {
            String reason = "The character U+0000 cannot be stored.";
            violations.add(new Violation(
                    "value_error",
                    Violation.location("body", name),
                    "Value error, " + reason,
                    shown(name),
                    JSON.createObjectBuilder().add("reason", reason).build()));
            return false;
        }
        return true;
    }

    private boolean isAtMost(String name, String text, int maxLength) {
        if (text.codePointCount(0, text.length()) <= maxLength) {
            return true;
        }
        violations.add(new Violation(
                "string_too_long",
                Violation.location("body", name),
                "String should have at most " + maxLength + " characters",
                shown(name),
                JSON.createObjectBuilder().add("max_length", maxLength).build()));
        return false;
    }

    private JsonValue shown(String name) {
        return secrets.contains(name) ? MASK : object.getOrDefault(name, JsonValue.NULL);
    }

    private JsonObject withoutSecrets() {
        var shown = JSON.createObjectBuilder();
        object.forEach((name, value) -> shown.add(name, secrets.contains(name) ? MASK : value));
        return shown.build();
    }
}
