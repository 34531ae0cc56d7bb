package io.evolua.engine.change;

import io.evolua.engine.schema.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which named objects of one side answer to which of the other.
 *
 * @param removed on the old side only
 * @param added on the new side only
 * @param renamed alike but for their names, which were chosen on both sides
 */
record Matching<T extends Named>(List<T> removed, List<T> added, List<Pair<T>> renamed) {

    /** Two objects, alike. */
    record Pair<T>(T from, T to) {}

    /**
     * Matches by name and structure, then by structure alone where a side had no wish for a name, then as a rename.
     *
     * @param takenBefore names in use on the old side; a rename to one of them is not possible, so that it becomes a
     *     removal and an addition; {@code takenAfter} likewise for the way back
     */
    static <T extends Named> Matching<T> of(List<T> from, List<T> to, Set<String> takenBefore, Set<String> takenAfter) {
        List<T> removed = new ArrayList<>(from);
        List<T> added = new ArrayList<>(to);
        pairs(removed, added, (a, b) -> a.name().equals(b.name()));
        pairs(removed, added, (a, b) -> !a.nameChosen() || !b.nameChosen());
        List<Pair<T>> renamed =
                pairs(removed, added, (a, b) -> !takenBefore.contains(b.name()) && !takenAfter.contains(a.name()));
        return new Matching<>(List.copyOf(removed), List.copyOf(added), renamed);
    }

    private static <T extends Named> List<Pair<T>> pairs(List<T> removed, List<T> added, BiPredicate<T, T> names) {
        List<Pair<T>> found = new ArrayList<>();
        for (T from : List.copyOf(removed)) {
            for (T to : added) {
                if (names.test(from, to) && alike(from, to)) {
                    found.add(new Pair<>(from, to));
                    removed.remove(from);
                    added.remove(to);
                    break;
                }
            }
        }
        return found;
    }

    static boolean alike(Named a, Named b) {
        return a.named("").equals(b.named(""));
    }
}
