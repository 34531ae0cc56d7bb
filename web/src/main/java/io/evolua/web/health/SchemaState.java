package io.evolua.web.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the database stands, seen from this WAR.
 *
 * @param pending revisions that the WAR needs and the database does not have
 * @param unknown revisions that the database has and the WAR does not know: those of a newer one
 */
record SchemaState(List<String> pending, List<String> unknown) {

    /** Compares what should be applied with what is; both are descriptions by version. */
    static SchemaState of(Map<String, String> known, Map<String, String> applied) {
        return new SchemaState(missing(known, applied), missing(applied, known));
    }

    boolean satisfies(SchemaPolicy policy) {
        return switch (policy) {
            case EXACT -> pending.isEmpty() && unknown.isEmpty();
            case AT_LEAST -> pending.isEmpty();
        };
    }

    /** What is wrong and what to do. */
    String reason() {
        List<String> parts = new ArrayList<>();
        if (!pending.isEmpty()) {
            parts.add("the database lacks " + String.join(", ", pending) + ": run the migration job (upgrade head)");
        }
        if (!unknown.isEmpty()) {
            parts.add("the database is ahead by " + String.join(", ", unknown)
                    + ": deploy the WAR that belongs to it, or set " + SchemaCheck.SETTING + "=at-least");
        }
        return String.join("; ", parts);
    }

    private static List<String> missing(Map<String, String> wanted, Map<String, String> present) {
        return wanted.entrySet().stream()
                .filter(revision -> !present.containsKey(revision.getKey()))
                .map(revision -> revision.getKey() + " (" + revision.getValue() + ")")
                .toList();
    }
}
