package io.evolua.engine.change;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it means for a column to go from one type to another.
 *
 * @param lossless every value of the old type has its equal in the new one
 * @param needsUsing PostgreSQL has no assignment cast, so that {@code USING} must say how (<a
 *     href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>)
 * @param comparable values of both types can be compared with {@code =} by one operator family, so that a foreign key
 *     between an old and a new column keeps working while the columns are changed one after the other
 */
public record TypeChange(boolean lossless, boolean needsUsing, boolean comparable) {

    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final List<String> NUMBERS =
            List.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
    private static final List<String> STRINGS = List.of("character", "character varying", "text");
    private static final List<String> TIMESTAMPS =
            List.of("date", "timestamp without time zone", "timestamp with time zone");
    private static final List<String> TIMES = List.of("time without time zone", "time with time zone");
    private static final Pattern MODIFIER = Pattern.compile("\\((\\d+)(?:,(-?\\d+))?\\)");

    /** Types as {@code format_type} writes them; unknown ones are taken for the most difficult case. */
    public static TypeChange of(String from, String to) {
        Type old = Type.parse(from);
        Type now = Type.parse(to);
        if (old.equals(now)) {
            return new TypeChange(true, false, true);
        }
        boolean comparable = old.base.equals(now.base)
                || both(INTEGERS, old, now)
                || (STRINGS.contains(old.base) && STRINGS.contains(now.base) && !isBlankPadded(old, now));
        return new TypeChange(lossless(old, now), needsUsing(old, now), comparable);
    }

    private static boolean needsUsing(Type old, Type now) {
        if (old.base.equals(now.base)
                || both(NUMBERS, old, now)
                || both(TIMESTAMPS, old, now)
                || both(TIMES, old, now)
                || (STRINGS.contains(now.base) && !old.base.endsWith("[]"))) {
            return false; // To a string there is an assignment cast from every type, by its output function.
        }
        return true;
    }

    private static boolean lossless(Type old, Type now) {
        if (old.base.equals(now.base)) {
            return wider(old, now);
        }
        if (both(INTEGERS, old, now)) {
            return INTEGERS.indexOf(old.base) < INTEGERS.indexOf(now.base);
        }
        if (INTEGERS.contains(old.base) && now.base.equals("numeric")) {
            return now.length.isEmpty();
        }
        if (now.base.equals("text")) {
            return !old.base.equals("character");
        }
        return old.base.equals("real") && now.base.equals("double precision");
    }

    private static boolean wider(Type old, Type now) {
        if (now.length.isEmpty()) {
            return true;
        }
        if (old.length.isEmpty()) {
            return false;
        }
        int oldScale = old.scale.orElse(0);
        int newScale = now.scale.orElse(0);
        return newScale >= oldScale && now.length.get() - newScale >= old.length.get() - oldScale;
    }

    private static boolean isBlankPadded(Type old, Type now) {
        return old.base.equals("character") || now.base.equals("character");
    }

    private static boolean both(List<String> family, Type old, Type now) {
        return family.contains(old.base) && family.contains(now.base);
    }

    private record Type(String base, Optional<Integer> length, Optional<Integer> scale) {

        static Type parse(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            Matcher modifier = MODIFIER.matcher(lower);
            if (!modifier.find()) {
                return new Type(lower, Optional.empty(), Optional.empty());
            }
            String base = (lower.substring(0, modifier.start()) + lower.substring(modifier.end())).strip();
            return new Type(
                    base,
                    Optional.of(Integer.valueOf(modifier.group(1))),
                    Optional.ofNullable(modifier.group(2)).map(Integer::valueOf));
        }
    }
}
