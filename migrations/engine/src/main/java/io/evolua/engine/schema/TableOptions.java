package io.evolua.engine.schema;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said of a table as a whole.
 *
 * @param unlogged not written to the log, and empty after a crash
 * @param storage parameters by name, those of the TOAST table as {@code toast.…}
 * @param rowSecurity whether policies apply; {@code forceRowSecurity} to the table's owner, too
 * @param replicaIdentity {@code default}, {@code full}, {@code nothing} or {@code using index …}
 * @param inherits the tables that this one inherits from, by name, whose columns and checks it does
 *     not repeat
 * @param partitionBy strategy and key of a partitioned table, {@code RANGE (day)}
 * @param partitionOf of a partition, whose it is
 */
public record TableOptions(
        boolean unlogged,
        SortedMap<String, String> storage,
        boolean rowSecurity,
        boolean forceRowSecurity,
        String replicaIdentity,
        List<QualifiedName> inherits,
        Optional<String> partitionBy,
        Optional<PartitionOf> partitionOf,
        Optional<String> comment) {

    /** What a table is if nothing is said. */
    public static final TableOptions PLAIN = new TableOptions(
            false,
            Collections.emptySortedMap(),
            false,
            false,
            "default",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public TableOptions {
        storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
        inherits = List.copyOf(inherits);
    }

    public TableOptions withComment(Optional<String> newComment) {
        return new TableOptions(
                unlogged,
                storage,
                rowSecurity,
                forceRowSecurity,
                replicaIdentity,
                inherits,
                partitionBy,
                partitionOf,
                newComment);
    }

    public TableOptions withInherits(List<QualifiedName> newInherits) {
        return new TableOptions(
                unlogged,
                storage,
                rowSecurity,
                forceRowSecurity,
                replicaIdentity,
                newInherits,
                partitionBy,
                partitionOf,
                comment);
    }

    public TableOptions withReplicaIdentity(String newIdentity) {
        return new TableOptions(
                unlogged,
                storage,
                rowSecurity,
                forceRowSecurity,
                newIdentity,
                inherits,
                partitionBy,
                partitionOf,
                comment);
    }

    public TableOptions withPartitionOf(Optional<PartitionOf> newPlace) {
        return new TableOptions(
                unlogged,
                storage,
                rowSecurity,
                forceRowSecurity,
                replicaIdentity,
                inherits,
                partitionBy,
                newPlace,
                comment);
    }

    /** The tables whose columns and checks this one has as well: those that it inherits from, or is a partition of. */
    public List<QualifiedName> parents() {
        return partitionOf.map(place -> List.of(place.parent())).orElse(inherits);
    }

    /** Whether the rows are identified by this index. */
    public boolean identifiedBy(String index) {
        return replicaIdentity.equals("using index " + index)
                || replicaIdentity.equals("using index \"" + index.replace("\"", "\"\"") + "\"");
    }
}
