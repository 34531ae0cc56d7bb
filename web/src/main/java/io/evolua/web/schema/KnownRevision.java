package io.evolua.web.schema;

import java.util.List;
import java.util.Optional;

/**
 * A revision that this WAR was built with.
 *
 * @param revises the versions it follows: none for a base, several for a merge point
 * @param dependsOn further versions that are applied before it
 * @param branch the label of the branch that begins with it
 */
public record KnownRevision(
        String version, String description, List<String> revises, List<String> dependsOn, Optional<String> branch) {

    public KnownRevision {
        revises = List.copyOf(revises);
        dependsOn = List.copyOf(dependsOn);
    }

    /** From a line that the build wrote. */
    static KnownRevision parse(String line) {
        String[] fields = line.split("\t", -1);
        return new KnownRevision(
                fields[0],
                fields[1],
                list(fields[2]),
                list(fields[3]),
                Optional.of(fields[4]).filter(label -> !label.isEmpty()));
    }

    private static List<String> list(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(",", -1));
    }
}
