package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of what a person writes to name a place in the graph: {@code [branch@][name][+N|-N]}.
 *
 * @param text the whole, for messages
 * @param branch a label, or any revision of the branch
 * @param name a revision, {@code head}, {@code heads}, {@code base}; empty if the place is where the database is
 * @param steps how far from there, going up if positive; 0 if the text does not say
 */
record TargetText(String text, Optional<String> branch, String name, int steps) {

    static final String HEAD = "head";
    static final String HEADS = "heads";
    static final String BASE = "base";

    private static final Pattern STEPS = Pattern.compile("(.*?)([+-]\\d{1,9})");

    /** @throws UsageException if it leads nowhere, as {@code +0} and {@code label@} do */
    static TargetText parse(String text) {
        int at = text.lastIndexOf('@');
        Optional<String> branch = at > 0 ? Optional.of(text.substring(0, at)) : Optional.empty();
        String rest = text.substring(at + 1);
        Matcher matcher = STEPS.matcher(rest);
        boolean relative = matcher.matches();
        String name = relative ? matcher.group(1) : rest;
        int steps = relative ? Integer.parseInt(matcher.group(2)) : 0;
        if (at == 0 || (relative ? steps == 0 : name.isEmpty())) {
            throw new UsageException(
                    "\"" + text + "\" leads nowhere. Name a revision, head, heads, base, a number of steps"
                            + " as in +2 or -1, or these with a branch before them as in label@head.");
        }
        return new TargetText(text, branch, name, steps);
    }

    /** Whether it counts from where the database is. */
    boolean fromHere() {
        return name.isEmpty();
    }

    boolean isBase() {
        return name.equals(BASE) && steps == 0;
    }
}
