package io.evolua.engine.revision;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that someone who wrote an unknown one may have meant. */
final class Candidates {

    private static final int AT_MOST = 3;

    private Candidates() {}

    /** {@code " Did you mean a, b?"}, or nothing if none is near. */
    static String didYouMean(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(2, wanted.length() / 3);
        List<String> near = known.stream()
                .distinct()
                .filter(candidate -> distance(wanted, candidate) <= tolerance || partOf(wanted, candidate))
                .sorted(Comparator.<String>comparingInt(candidate -> distance(wanted, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(AT_MOST)
                .toList();
        return near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?";
    }

    private static boolean partOf(String wanted, String candidate) {
        return wanted.length() >= 3 && candidate.contains(wanted);
    }

    /** Levenshtein's. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
