package io.evolua.persistence;

/**
 * A part of an ordered list.
 *
 * @param offset how many to pass over
 * @param limit how many to return at most
 */
public record Page(int offset, int limit) {

    /** @throws IllegalArgumentException when the offset is negative or the limit less than one */
    public Page {
        if (offset < 0 || limit < 1) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }

    /** The first entries. */
    public static Page first(int limit) {
        return new Page(0, limit);
    }
}
