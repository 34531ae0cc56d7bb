package io.evolua.engine.revision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flyway's scripts that are no revisions.
 *
 * @param repeatable {@code R__<words>.sql}, run again whenever they changed, in the order of their words
 */
public record OtherScripts(List<Script> repeatable) {

    private static final Pattern WORDS = Pattern.compile("[^_]+?__(.*)\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__.*\\.sql");

    public OtherScripts {
        repeatable = List.copyOf(repeatable);
    }

    /** The words of a file name as Flyway's history holds them. */
    static String description(String fileName) {
        Matcher matcher = WORDS.matcher(fileName);
        return matcher.matches() ? matcher.group(1).replace('_', ' ') : "";
    }

    static final class Builder {

        private final List<Script> repeatable = new ArrayList<>();

        /** Takes a script if it is one of these. */
        boolean take(String fileName, Supplier<Script> script) {
            if (REPEATABLE.matcher(fileName).matches()) {
                repeatable.add(script.get());
                return true;
            }
            return false;
        }

        OtherScripts build() {
            repeatable.sort(Comparator.comparing(Script::description));
            return new OtherScripts(repeatable);
        }
    }
}
