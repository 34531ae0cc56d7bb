package io.evolua.engine.change;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes in portions that a server with default settings can each run in one transaction: every relation that a
 * transaction makes or drops is a lock that it holds to its end, and there is room for {@code max_locks_per_transaction}
 * × {@code max_connections} of them, 6,400, for all sessions together.
 */
public final class Portions {

    static final int LOCKS = 5_000;

    /** A table with its TOAST table and the index of that. */
    private static final int TABLE = 3;

    private Portions() {}

    /** The same changes in the same order; one portion unless there are thousands. */
    public static List<List<Change>> of(List<Change> changes) {
        List<List<Change>> portions = new ArrayList<>();
        List<Change> portion = new ArrayList<>();
        int held = 0;
        for (Change change : changes) {
            int locks = locks(change);
            if (held + locks > LOCKS && !portion.isEmpty()) {
                portions.add(List.copyOf(portion));
                portion.clear();
                held = 0;
            }
            portion.add(change);
            held += locks;
        }
        if (!portion.isEmpty()) {
            portions.add(List.copyOf(portion));
        }
        return List.copyOf(portions);
    }

    private static int locks(Change change) {
        if (change instanceof CreateTable created) {
            return locks(created);
        }
        return change instanceof DropTable dropped && dropped.inverse() instanceof CreateTable created
                ? locks(created)
                : TABLE;
    }

    private static int locks(CreateTable created) {
        long identities = created.table().columns().stream()
                .filter(column -> column.identity().isPresent())
                .count();
        return TABLE
                + (int) identities
                + created.owned().size()
                + created.table()
                        .options()
                        .partitionOf()
                        .map(place -> place.names().size())
                        .orElse(0)
                + (int) created.table().parts().count();
    }
}
