package io.evolua.engine.revision;

import java.util.Locale;
import java.util.Optional;

/**
 * A file name as Flyway reads it: {@code V<version>__<description>.sql}, or U for the way back.
 *
 * @param description the words after the two underscores, with underscores between them as in the name
 */
record ScriptName(char kind, RevisionId id, String description) {

    private static final String SUFFIX = ".sql";
    private static final String SEPARATOR = "__";

    static Optional<ScriptName> parse(String fileName) {
        if (!isVersioned(fileName, "VU") || !fileName.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        int end = RevisionId.end(fileName, 1);
        String description = fileName.substring(end, fileName.length() - SUFFIX.length());
        if (!description.isEmpty() && !description.startsWith(SEPARATOR)) {
            return Optional.empty();
        }
        return Optional.of(new ScriptName(
                fileName.charAt(0),
                RevisionId.of(fileName.substring(1, end)),
                description.isEmpty() ? "" : description.substring(SEPARATOR.length())));
    }

    /** Whether a name looks as if it were meant as a versioned script, so that passing it over would lose it. */
    static boolean meantAsOne(String fileName) {
        return isVersioned(fileName, "VUvu")
                && fileName.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    private static boolean isVersioned(String fileName, String kinds) {
        return fileName.length() > 1
                && kinds.indexOf(fileName.charAt(0)) >= 0
                && fileName.charAt(1) >= '0'
                && fileName.charAt(1) <= '9';
    }

    /** The description in Flyway's history. */
    String flywayDescription() {
        return description.replace('_', ' ');
    }
}
