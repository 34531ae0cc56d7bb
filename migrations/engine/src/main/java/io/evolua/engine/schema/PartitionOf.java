package io.evolua.engine.schema;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which rows of a partitioned table another one holds.
 *
 * @param parent the partitioned table, which may be a partition itself
 * @param key the parent's strategy and key, {@code RANGE (day)}
 * @param bound as PostgreSQL writes it: {@code FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')} or {@code DEFAULT}
 * @param names how the parent's keys, foreign keys and indexes are called here, by their names there
 */
public record PartitionOf(QualifiedName parent, String key, String bound, SortedMap<String, String> names) {

    public PartitionOf {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /** Whether both hold the same rows of the same table. Names are PostgreSQL's choice, and no difference. */
    public boolean isSamePlace(PartitionOf other) {
        return parent.equals(other.parent) && bound.equals(other.bound);
    }

    public PartitionOf of(QualifiedName newParent) {
        return new PartitionOf(newParent, key, bound, names);
    }
}
