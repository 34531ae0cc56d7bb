package io.evolua.engine.revision;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Flyway calls a version: numbers joined by dots (an underscore in a file name means a dot). Compared number by
 * number, a missing number being zero, so that {@code 1} and {@code 1.0} are the same.
 */
public final class RevisionId implements Comparable<RevisionId> {

    private static final Pattern VALID = Pattern.compile("\\d+([._]\\d+)*");

    private final String text;
    private final List<BigInteger> numbers;

    private RevisionId(String text) {
        this.text = text.replace('_', '.');
        List<BigInteger> parts = new ArrayList<>();
        for (String part : this.text.split("\\.", -1)) {
            parts.add(new BigInteger(part));
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        this.numbers = List.copyOf(parts);
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

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    BigInteger firstNumber() {
        return numbers.get(0);
    }

    @Override
    public int compareTo(RevisionId other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = number(i).compareTo(other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private BigInteger number(int i) {
        return i < numbers.size() ? numbers.get(i) : BigInteger.ZERO;
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
