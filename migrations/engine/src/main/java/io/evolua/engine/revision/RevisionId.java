package io.evolua.engine.revision;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What Flyway calls a version: numbers joined by dots (an underscore in a file name means a dot). Compared number by
 * number, a missing number being zero, so that {@code 1} and {@code 1.0} are the same.
 */
public final class RevisionId implements Comparable<RevisionId> {

    private static final String ZERO = "0";

    private final String text;

    /** Their digits without leading zeros: of two the longer is the greater. The last is not zero, unless it is the only one. */
    private final List<String> numbers;

    private RevisionId(String text) {
        this.text = text.replace('_', '.');
        List<String> parts = new ArrayList<>(1);
        for (int start = 0; start <= this.text.length(); ) {
            int dot = this.text.indexOf('.', start);
            int end = dot < 0 ? this.text.length() : dot;
            parts.add(number(start, end));
            start = end + 1;
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).equals(ZERO)) {
            parts.remove(parts.size() - 1);
        }
        this.numbers = List.copyOf(parts);
    }

    private String number(int start, int end) {
        int from = start;
        while (from < end - 1 && text.charAt(from) == '0') {
            from++;
        }
        return text.substring(from, end);
    }

    /**
     * Reads a version; underscores mean dots.
     *
     * @throws IllegalArgumentException if the text is not one ({@link #isValid})
     */
    public static RevisionId of(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        return new RevisionId(text);
    }

    /** Whether a text is numbers joined by dots or underscores. */
    public static boolean isValid(String text) {
        return !text.isEmpty() && end(text, 0) == text.length();
    }

    /** Where the version that begins there ends: there itself if there is none. */
    static int end(String text, int start) {
        int end = start;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                end = i + 1;
            } else if (i > end || i == start || (c != '.' && c != '_')) {
                break;
            }
        }
        return end;
    }

    BigInteger firstNumber() {
        return new BigInteger(numbers.get(0));
    }

    @Override
    public int compareTo(RevisionId other) {
        int count = Math.max(numbers.size(), other.numbers.size());
        for (int i = 0; i < count; i++) {
            String ours = number(i);
            String theirs = other.number(i);
            int order = Integer.compare(ours.length(), theirs.length());
            if (order == 0) {
                order = ours.compareTo(theirs);
            }
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private String number(int i) {
        return i < numbers.size() ? numbers.get(i) : ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevisionId id && numbers.equals(id.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    /** The version as Flyway displays it and as the history table holds it. */
    @Override
    public String toString() {
        return text;
    }
}
