package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.literal;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.schema.PartitionOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows that a partition is for, as a condition. */
final class PartitionBound {

    private static final Pattern KEY = Pattern.compile("(RANGE|LIST|HASH) \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern HASH = Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)");

    /** Without an operator class, which stands behind an expression in keys only. */
    private static final Pattern EXPRESSION = Pattern.compile(
            "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*|.*\\))(?: COLLATE \\S+)?", Pattern.DOTALL);

    private static final String LOWEST = "MINVALUE";
    private static final String HIGHEST = "MAXVALUE";

    private PartitionBound() {}

    /**
     * Never null for a row.
     *
     * @return empty for a default partition, and for a key that has an operator class of its own
     */
    static Optional<String> condition(PartitionOf place) {
        Matcher key = KEY.matcher(place.key());
        if (!key.matches()) {
            return Optional.empty();
        }
        List<String> keys = list(key.group(2));
        if (!keys.stream().allMatch(part -> EXPRESSION.matcher(part).matches())) {
            return Optional.empty();
        }
        Matcher hash = HASH.matcher(place.bound());
        if (hash.matches()) {
            return Optional.of("satisfies_hash_partition(" + literal(quote(place.parent())) + "::regclass, "
                    + hash.group(1) + ", " + hash.group(2) + ", " + String.join(", ", keys) + ")");
        }
        List<String> groups = groups(place.bound());
        return switch (groups.size()) {
            case 1 -> Optional.of("coalesce(" + in(keys.get(0), list(groups.get(0))) + ", false)");
            case 2 -> Optional.of("coalesce(" + between(keys, list(groups.get(0)), list(groups.get(1))) + ", false)");
            default -> Optional.empty();
        };
    }

    private static String in(String key, List<String> values) {
        List<String> conditions = new ArrayList<>();
        List<String> given = new ArrayList<>(values);
        if (given.removeIf(value -> value.toUpperCase(Locale.ROOT).equals("NULL"))) {
            conditions.add(key + " is null");
        }
        if (!given.isEmpty()) {
            conditions.add(0, key + " in (" + String.join(", ", given) + ")");
        }
        return String.join(" or ", conditions);
    }

    /** No null is in any range; a comparison of rows does not look at what comes behind a difference. */
    private static String between(List<String> keys, List<String> from, List<String> to) {
        List<String> conditions = new ArrayList<>();
        if (keys.size() > 1 || (isOpen(from) && isOpen(to))) {
            keys.forEach(key -> conditions.add(key + " is not null"));
        }
        compare(keys, from, ">", conditions);
        compare(keys, to, "<", conditions);
        return String.join(" and ", conditions);
    }

    private static boolean isOpen(List<String> values) {
        return values.get(0).equals(LOWEST) || values.get(0).equals(HIGHEST);
    }

    /** The lower end is in the range, the upper one is not. */
    private static void compare(List<String> keys, List<String> values, String operator, List<String> conditions) {
        int count = 0;
        while (count < values.size()
                && !values.get(count).equals(LOWEST)
                && !values.get(count).equals(HIGHEST)) {
            count++;
        }
        boolean lower = operator.equals(">");
        boolean included = count == values.size() ? lower : values.get(count).equals(lower ? LOWEST : HIGHEST);
        if (count > 0) {
            conditions.add(row(keys.subList(0, count)) + " " + operator + (included ? "= " : " ")
                    + row(values.subList(0, count)));
        }
    }

    private static String row(List<String> values) {
        return values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")";
    }

    /** What is in parentheses, outermost. */
    private static List<String> groups(String bound) {
        List<String> groups = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < bound.length(); i = next(bound, i)) {
            if (bound.charAt(i) == '(' && depth++ == 0) {
                start = i + 1;
            } else if (bound.charAt(i) == ')' && --depth == 0) {
                groups.add(bound.substring(start, i));
            }
        }
        return groups;
    }

    /** What is between commas, outermost. */
    private static List<String> list(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i = next(text, i)) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** Behind the character, or the string or quoted name that begins with it. */
    private static int next(String text, int i) {
        char c = text.charAt(i);
        if (c != '\'' && c != '"') {
            return i + 1;
        }
        int end = text.indexOf(c, i + 1);
        return end < 0 ? text.length() : end + 1;
    }
}
