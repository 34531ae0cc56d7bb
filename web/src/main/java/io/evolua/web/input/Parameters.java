package io.evolua.web.input;

import static io.evolua.web.json.Provider.JSON;

import jakarta.json.JsonArray;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Values in paths and queries. An empty answer means that a violation was noted.
 *
 * <p>Numbers are written as Pydantic takes them: with a sign, with spaces around, grouped by underscores.
 */
public final class Parameters {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+(?:_\\d+)*(?:\\.0+)?");
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}-?(?:\\p{XDigit}{4}-?){3}\\p{XDigit}{12}");
    private static final Pattern UUID_GROUPS = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");
    private static final int MAX_DIGITS = 4300;

    private final Violations violations;

    /** Begins to read. */
    public Parameters(Violations violations) {
        this.violations = violations;
    }

    /** A number in the path, however large: that no row has it is for the database to say. */
    public Optional<BigInteger> integerInPath(String name, String text) {
        return integer(Violation.location("path", name), text);
    }

    /** A number in the query. */
    public Optional<BigInteger> integerInQuery(String name, String text) {
        return integer(Violation.location("query", name), text);
    }

    /** A number in the query, within bounds (both included). */
    public Optional<Integer> integerInQuery(String name, String text, int least, int most) {
        JsonArray location = Violation.location("query", name);
        return integer(location, text)
                .filter(value -> isWithin(location, text, value, least, most))
                .map(BigInteger::intValueExact);
    }

    /** A UUID in the path, with its hyphens or without. */
    public Optional<UUID> uuidInPath(String name, String text) {
        return uuid(Violation.location("path", name), text);
    }

    /** A UUID in the query, with its hyphens or without. */
    public Optional<UUID> uuidInQuery(String name, String text) {
        return uuid(Violation.location("query", name), text);
    }

    /** A token in a header: printable characters of ASCII, not more than so many. */
    public Optional<String> tokenInHeader(String name, String text, int most) {
        if (!text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return Optional.of(text);
        }
        violations.addInHeader(name, "It should be 1 to " + most + " printable characters of ASCII.", text);
        return Optional.empty();
    }

    /** A text in the query, to be compared with what is stored, which never holds U+0000. */
    public Optional<String> textInQuery(String name, String text) {
        if (text.indexOf('\0') < 0) {
            return Optional.of(text);
        }
        String reason = "The character U+0000 cannot be stored.";
        violations.add(new Violation(
                "value_error",
                Violation.location("query", name),
                "Value error, " + reason,
                JSON.createValue(text),
                JSON.createObjectBuilder().add("reason", reason).build()));
        return Optional.empty();
    }

    /** A text in the query of a bounded number of characters (both bounds included). */
    public Optional<String> textInQuery(String name, String text, int least, int most) {
        int length = text.codePointCount(0, text.length());
        if (length >= least && length <= most) {
            return textInQuery(name, text);
        }
        boolean tooShort = length < least;
        violations.add(new Violation(
                tooShort ? "string_too_short" : "string_too_long",
                Violation.location("query", name),
                "String should have at " + (tooShort ? "least " + least : "most " + most) + " characters",
                JSON.createValue(text),
                JSON.createObjectBuilder()
                        .add(tooShort ? "min_length" : "max_length", tooShort ? least : most)
                        .build()));
        return Optional.empty();
    }

    /** A text in the query that is one of some. */
    public Optional<String> choiceInQuery(String name, String text, List<String> choices) {
        if (choices.contains(text)) {
            return Optional.of(text);
        }
        violations.add(Violation.choice(Violation.location("query", name), choices, JSON.createValue(text)));
        return Optional.empty();
    }

    private Optional<BigInteger> integer(JsonArray location, String text) {
        String number = text.strip();
        if (INTEGER.matcher(number).matches() && number.length() <= MAX_DIGITS) {
            int point = number.indexOf('.');
            String digits = (point < 0 ? number : number.substring(0, point)).replace("_", "");
            return Optional.of(new BigInteger(digits));
        }
        violations.add(Violation.of(
                "int_parsing",
                location,
                "Input should be a valid integer, unable to parse string as an integer",
                JSON.createValue(text)));
        return Optional.empty();
    }

    private boolean isWithin(JsonArray location, String text, BigInteger value, int least, int most) {
        if (value.compareTo(BigInteger.valueOf(least)) < 0) {
            violations.add(new Violation(
                    "greater_than_equal",
                    location,
                    "Input should be greater than or equal to " + least,
                    JSON.createValue(text),
                    JSON.createObjectBuilder().add("ge", least).build()));
            return false;
        }
        if (value.compareTo(BigInteger.valueOf(most)) > 0) {
            violations.add(new Violation(
                    "less_than_equal",
                    location,
                    "Input should be less than or equal to " + most,
                    JSON.createValue(text),
                    JSON.createObjectBuilder().add("le", most).build()));
            return false;
        }
        return true;
    }

    private Optional<UUID> uuid(JsonArray location, String text) {
        if (UUID_TEXT.matcher(text).matches()) {
            String groups = UUID_GROUPS.matcher(text.replace("-", "")).replaceFirst("$1-$2-$3-$4-$5");
            return Optional.of(UUID.fromString(groups));
        }
        String reason = "expected 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12";
        violations.add(new Violation(
                "uuid_parsing",
                location,
                "Input should be a valid UUID, " + reason,
                JSON.createValue(text),
                JSON.createObjectBuilder().add("error", reason).build()));
        return Optional.empty();
    }
}
