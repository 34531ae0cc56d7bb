package io.evolua.engine.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches the words of a statement for the body of an SQL-standard routine, {@code BEGIN ATOMIC … END}, whose
 * semicolons end no statement. Within it, a {@code CASE} has an {@code END} of its own.
 */
final class RoutineBody {

    private static final int LONGEST_BEGINNING = 4;

    private final List<String> beginning = new ArrayList<>();
    private String previous = "";
    private int depth;

    boolean isOpen() {
        return depth > 0;
    }

    void reset() {
        beginning.clear();
        previous = "";
        depth = 0;
    }

    /** @param word in lower case, outside of parentheses; empty for one that is no key word */
    void word(String word) {
        if (beginning.size() < LONGEST_BEGINNING) {
            beginning.add(word);
        }
        if (depth == 0) {
            if (word.equals("atomic") && previous.equals("begin") && createsRoutine()) {
                depth = 1;
            }
        } else if (word.equals("case")) {
            depth++;
        } else if (word.equals("end")) {
            depth--;
        }
        previous = word;
    }

    private boolean createsRoutine() {
        List<String> words = new ArrayList<>(beginning);
        words.removeAll(List.of("or", "replace"));
        return words.size() >= 2
                && words.get(0).equals("create")
                && (words.get(1).equals("function") || words.get(1).equals("procedure"));
    }
}
