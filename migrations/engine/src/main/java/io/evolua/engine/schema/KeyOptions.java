package io.evolua.engine.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a primary key or unique constraint can say beyond its columns.
 *
 * @param include the columns that its index stores without comparing them
 * @param nullsNotDistinct whether two nulls are equal (PostgreSQL 15); no matter for a primary key
 * @param withoutOverlaps whether the last column is a range that must not overlap instead of being unique (PostgreSQL 18)
 * @param storage parameters of its index
 */
public record KeyOptions(
        List<String> include,
        boolean nullsNotDistinct,
        boolean withoutOverlaps,
        Deferral deferral,
        SortedMap<String, String> storage) {

    /** Nothing beyond. */
    public static final KeyOptions PLAIN =
            new KeyOptions(List.of(), false, false, Deferral.NOT_DEFERRABLE, Collections.emptySortedMap());

    public KeyOptions {
        include = List.copyOf(include);
        storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
    }

    KeyOptions withoutStorage() {
        return new KeyOptions(include, nullsNotDistinct, withoutOverlaps, deferral, Collections.emptySortedMap());
    }
}
