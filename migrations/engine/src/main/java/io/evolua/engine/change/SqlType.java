package io.evolua.engine.change;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as {@code format_type} writes it, taken apart.
 *
 * @param base without modifiers: {@code numeric}, {@code character varying}, {@code timestamp without time zone}
 * @param length the first modifier: a length, a precision
 * @param scale the second one
 * @param array whether it is an array of the base
 */
record SqlType(String base, Optional<Integer> length, Optional<Integer> scale, boolean array) {

    private static final Pattern MODIFIER = Pattern.compile("\\((\\d+)(?:,(-?\\d+))?\\)");
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final int TIME_PRECISION = 6;

    /** What kinds of values there are. */
    enum Family {
        INTEGER,
        DECIMAL,
        STRING,
        BOOLEAN,
        DATE,
        TIMESTAMP,
        TIMESTAMPTZ,
        TIME,
        TIMETZ,
        INTERVAL,
        UUID,
        JSON,
        BYTEA,
        ARRAY,
        /** An enum, a domain, a type of an extension. */
        OTHER
    }

    private static final Map<String, Family> FAMILIES = Map.ofEntries(
            Map.entry("smallint", Family.INTEGER),
            Map.entry("integer", Family.INTEGER),
            Map.entry("bigint", Family.INTEGER),
            Map.entry("numeric", Family.DECIMAL),
            Map.entry("real", Family.DECIMAL),
            Map.entry("double precision", Family.DECIMAL),
            Map.entry("text", Family.STRING),
            Map.entry("character varying", Family.STRING),
            Map.entry("character", Family.STRING),
            Map.entry("boolean", Family.BOOLEAN),
            Map.entry("date", Family.DATE),
            Map.entry("timestamp without time zone", Family.TIMESTAMP),
            Map.entry("timestamp with time zone", Family.TIMESTAMPTZ),
            Map.entry("time without time zone", Family.TIME),
            Map.entry("time with time zone", Family.TIMETZ),
            Map.entry("interval", Family.INTERVAL),
            Map.entry("uuid", Family.UUID),
            Map.entry("json", Family.JSON),
            Map.entry("jsonb", Family.JSON),
            Map.entry("bytea", Family.BYTEA));

    static SqlType parse(String text) {
        String lower = text.startsWith("\"") ? text : text.toLowerCase(Locale.ROOT);
        boolean array = lower.endsWith("[]");
        String element = array ? lower.substring(0, lower.length() - 2) : lower;
        Matcher modifier = MODIFIER.matcher(element);
        if (!modifier.find()) {
            return new SqlType(element, Optional.empty(), Optional.empty(), array);
        }
        String base = (element.substring(0, modifier.start()) + element.substring(modifier.end())).strip();
        return new SqlType(
                base,
                Optional.of(Integer.valueOf(modifier.group(1))),
                Optional.ofNullable(modifier.group(2)).map(Integer::valueOf),
                array);
    }

    Family family() {
        return array ? Family.ARRAY : elementFamily();
    }

    Family elementFamily() {
        return FAMILIES.getOrDefault(base, Family.OTHER);
    }

    SqlType element() {
        return new SqlType(base, length, scale, false);
    }

    boolean is(Family family) {
        return family() == family;
    }

    boolean isTime() {
        return switch (family()) {
            case TIMESTAMP, TIMESTAMPTZ, TIME, TIMETZ, INTERVAL -> true;
            default -> false;
        };
    }

    boolean isBlankPadded() {
        return base.equals("character");
    }

    /** The size of an integer type among the others. */
    int rank() {
        return INTEGERS.indexOf(base);
    }

    /** The least and the greatest value of an integer type, as {@code between} takes them. */
    String range() {
        return switch (base) {
            case "smallint" -> "-32768 and 32767";
            case "integer" -> "-2147483648 and 2147483647";
            default -> "-9223372036854775808 and 9223372036854775807";
        };
    }

    /** Digits before the point; empty for any number of them. */
    Optional<Integer> integerDigits() {
        return switch (base) {
            case "smallint" -> Optional.of(5);
            case "integer" -> Optional.of(10);
            case "bigint" -> Optional.of(19);
            default -> base.equals("numeric") ? length.map(precision -> precision - scaleOrNone()) : Optional.empty();
        };
    }

    int scaleOrNone() {
        return scale.orElse(0);
    }

    /** How many characters a value has as text at most; empty if there is no such limit. */
    Optional<Integer> textLength() {
        return switch (family()) {
            case STRING -> isBlankPadded() ? Optional.of(length.orElse(1)) : length;
            case BOOLEAN -> Optional.of(5);
            case UUID -> Optional.of(36);
            case INTEGER -> integerDigits().map(digits -> digits + 1);
            case DECIMAL -> base.equals("numeric") ? length.map(precision -> precision + 3) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A value that says nothing, as SQL; empty where there is none. */
    Optional<String> neutralValue() {
        return switch (family()) {
            case INTEGER, DECIMAL -> Optional.of("0");
            case STRING, BYTEA -> Optional.of("''");
            case BOOLEAN -> Optional.of("false");
            case DATE, TIMESTAMP, TIMESTAMPTZ -> Optional.of("'epoch'");
            case TIME -> Optional.of("'00:00'");
            case TIMETZ -> Optional.of("'00:00+00'");
            case INTERVAL -> Optional.of("'0'");
            case UUID -> Optional.of("'00000000-0000-0000-0000-000000000000'");
            case JSON -> Optional.of("'null'");
            case ARRAY -> Optional.of("'{}'");
            case OTHER -> Optional.empty();
        };
    }

    /** Digits of a second's fraction. */
    int timePrecision() {
        return length.orElse(TIME_PRECISION);
    }
}
