package io.evolua.engine.revision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name as Flyway reads it: {@code V<version>__<description>.sql}, or U for the way back.
 *
 * @param description the words after the two underscores, with underscores between them as in the name
 */
record ScriptName(char kind, RevisionId id, String description) {

    private static final Pattern PATTERN = Pattern.compile("([VU])(\\d+(?:[._]\\d+)*)(?:__(.*))?\\.sql");
    private static final Pattern MEANT = Pattern.compile("(?i)[VU]\\d.*\\.sql");

    static Optional<ScriptName> parse(String fileName) {
        Matcher matcher = PATTERN.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new ScriptName(
                        fileName.charAt(0),
                        RevisionId.of(matcher.group(2)),
                        matcher.group(3) == null ? "" : matcher.group(3)))
                : Optional.empty();
    }

    /** Whether a name looks as if it were meant as a versioned script, so that passing it over would lose it. */
    static boolean meantAsOne(String fileName) {
        return MEANT.matcher(fileName).matches();
    }

    /** The description in Flyway's history. */
    String flywayDescription() {
        return description.replace('_', ' ');
    }
}
