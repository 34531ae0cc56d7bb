package io.evolua.domain.user;

import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Characters that look like others or like nothing, and that no address needs: spaces, controls, lone surrogates. */
final class UnsafeCharacters {

    private UnsafeCharacters() {}

    /** Refuses a part of an address that holds such characters, or that starts with a combining mark. */
    static void check(String part) {
        int first = part.codePointAt(0);
        if (isMark(first) || part.codePoints().anyMatch(UnsafeCharacters::isUnsafe)) {
            throw new InvalidEmailAddressException("The email address contains unsafe characters: "
                    + display(part, c -> isUnsafe(c) || (isMark(c) && c == first)) + ".");
        }
    }

    /** The characters of a text that fulfil a condition, once each and in order, as a person can read them. */
    static String display(String text, IntPredicate condition) {
        return text.codePoints()
                .filter(condition)
                .sorted()
                .distinct()
                .mapToObj(UnsafeCharacters::displayed)
                .collect(Collectors.joining(", "));
    }

    private static String displayed(int c) {
        if (c == ' ') {
            return "SPACE";
        }
        return isUnsafe(c) || isMark(c) ? String.format("U+%04X", c) : "'" + Character.toString(c) + "'";
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
