package io.evolua.engine.revision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a class as Flyway reads it: {@code V<version>__<words>}, {@code R__<words>}, {@code B<version>__<words>}, or U
 * for the way back.
 *
 * @param version with underscores; empty for a repeatable one
 * @param slug the words, with underscores between them
 */
record JavaName(char kind, String version, String slug) {

    private static final Pattern PATTERN = Pattern.compile("([VUB])(\\d+(?:_\\d+)*)(?:__(\\w*))?|R__(\\w*)");

    /** @param className with its package */
    static Optional<JavaName> parse(String className) {
        Matcher matcher = PATTERN.matcher(className.substring(className.lastIndexOf('.') + 1));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1) == null
                        ? new JavaName('R', "", matcher.group(4))
                        : new JavaName(
                                matcher.group(1).charAt(0),
                                matcher.group(2),
                                matcher.group(3) == null ? "" : matcher.group(3)));
    }

    RevisionId id() {
        return RevisionId.of(version);
    }

    String words() {
        return slug.replace('_', ' ');
    }
}
