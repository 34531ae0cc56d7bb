package io.evolua.engine.schema;

/**
 * What {@code pg_sequence} stores.
 *
 * @param type {@code smallint}, {@code integer} or {@code bigint}
 * @param cache how many values a session takes at once
 */
public record SequenceOptions(
        String type, long start, long increment, long minValue, long maxValue, long cache, boolean cycle) {

    /** What {@code CREATE SEQUENCE name AS type} stores: ascending from 1 by 1. */
    public static SequenceOptions defaults(String type) {
        return ascending(type, 1, 1);
    }

    /**
     * An ascending sequence with the default bounds of its type.
     *
     * @throws IllegalArgumentException for a type that no sequence can have
     */
    public static SequenceOptions ascending(String type, long start, long increment) {
        return new SequenceOptions(type, start, increment, 1, maxOf(type), 1, false);
    }

    /** The bounds that PostgreSQL would choose for this type and direction, everything else as it is. */
    public SequenceOptions withDefaultBounds() {
        boolean up = increment > 0;
        long min = up ? 1 : minOf(type);
        long max = up ? maxOf(type) : -1;
        return new SequenceOptions(type, start, increment, min, max, cache, cycle);
    }

    private static long maxOf(String type) {
        return switch (type) {
            case "smallint" -> Short.MAX_VALUE;
            case "integer" -> Integer.MAX_VALUE;
            case "bigint" -> Long.MAX_VALUE;
            default -> throw new IllegalArgumentException("a sequence cannot be of type " + type);
        };
    }

    private static long minOf(String type) {
        return -maxOf(type) - 1;
    }
}
