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
 * @param pairs of one essence
 */
record Matching<T extends Named>(List<T> removed, List<T> added, List<Pair<T>> pairs) {

    /**
     * Two objects of one essence.
     *
     * @param to under the name that it will have: an existing name is kept where the new side has no wish for one
     */
    record Pair<T extends Named>(T from, T to) {

        boolean renamed() {
            return !from.name().equals(to.name());
        }

        boolean altered() {
            return !from.named("").equals(to.named(""));
        }
    }

    /**
     * Matches by name and essence, then by essence alone where a side had no wish for a name, then as a rename.
     *
     * @param takenBefore names in use on the old side; a rename to one of them is not possible, so that it becomes a
     *     removal and an addition; {@code takenAfter} likewise for the way back
     */
    static <T extends Named> Matching<T> of(List<T> from, List<T> to, Set<String> takenBefore, Set<String> takenAfter) {
        List<T> removed = new ArrayList<>(from);
        List<T> added = new ArrayList<>(to);
        List<Pair<T>> pairs = new ArrayList<>();
        pairs.addAll(pairs(removed, added, (a, b) -> a.name().equals(b.name())));
        pairs(removed, added, (a, b) -> !a.nameChosen() || !b.nameChosen())
                .forEach(pair -> pairs.add(new Pair<>(pair.from, named(pair.to, pair.from.name()))));
        pairs.addAll(
                pairs(removed, added, (a, b) -> !takenBefore.contains(b.name()) && !takenAfter.contains(a.name())));
        return new Matching<>(List.copyOf(removed), List.copyOf(added), List.copyOf(pairs));
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

    /** The type is its own: every kind under another name is of its kind. */
    @SuppressWarnings("unchecked")
    static <T extends Named> T named(T object, String name) {
        return (T) object.named(name);
    }

    static boolean alike(Named a, Named b) {
        return a.essence().equals(b.essence());
    }
}
