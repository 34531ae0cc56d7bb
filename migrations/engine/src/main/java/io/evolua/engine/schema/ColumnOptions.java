package io.evolua.engine.schema;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What else is said of a column; everything is empty where it is what the type brings.
 *
 * @param collation as SQL, quoted where needed
 * @param storage how long values are stored
 * @param compression {@code pglz} or {@code lz4} (PostgreSQL 14)
 * @param statistics how much {@code ANALYZE} collects
 * @param parameters {@code n_distinct} and its like
 */
public record ColumnOptions(
        Optional<String> collation,
        Optional<Storage> storage,
        Optional<String> compression,
        Optional<Integer> statistics,
        SortedMap<String, String> parameters,
        Optional<String> comment) {

    /** What a column is if nothing is said. */
    public static final ColumnOptions PLAIN = new ColumnOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Collections.emptySortedMap(),
            Optional.empty());

    public ColumnOptions {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public ColumnOptions withComment(Optional<String> newComment) {
        return new ColumnOptions(collation, storage, compression, statistics, parameters, newComment);
    }
}
