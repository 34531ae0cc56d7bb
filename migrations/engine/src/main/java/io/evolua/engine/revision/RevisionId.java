package io.evolua.engine.revision;

import java.math.BigInteger;

/**
 * What Flyway calls a version: numbers joined by dots (an underscore in a file name means a dot). Compared number by
 * number, a missing number being zero, so that {@code 1} and {@code 1.0} are the same.
 */
public final class RevisionId implements Comparable<RevisionId> {

    private final String text;

    /**
     * What versions are compared by: of each number how many digits it has, and the digits, without leading zeros; without
     * numbers at the end that are zero.
     */
    private final String key;

    private RevisionId(String text) {
        this.text = text.replace('_', '.');
        this.key = key(this.text);
    }

    private static String key(String text) {
        StringBuilder key = new StringBuilder(text.length() + 1);
        int significant = 0;
        for (int start = 0; start <= text.length(); ) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            int from = start;
            while (from < end - 1 && text.charAt(from) == '0') {
                from++;
            }
            key.append((char) (end - from)).append(text, from, end);
            if (start == 0 || text.charAt(from) != '0') {
                significant = key.length();
            }
            start = end + 1;
        }
        key.setLength(significant);
        return key.toString();
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
        return new BigInteger(key.substring(1, 1 + key.charAt(0)));
    }

    @Override
    public int compareTo(RevisionId other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevisionId id && key.equals(id.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The version as Flyway displays it and as the history table holds it. */
    @Override
    public String toString() {
        return text;
    }
}
