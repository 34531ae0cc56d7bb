package io.evolua.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Storage parameters and their like: {@code (fillfactor = 70, …)}. */
final class Parameters {

    private static final Pattern PLAIN = Pattern.compile("[a-z]+|-?[0-9]+(\\.[0-9]+)?");

    private Parameters() {}

    static String list(Map<String, String> parameters) {
        List<String> all = new ArrayList<>();
        parameters.forEach((name, value) ->
                all.add(name + " = " + (PLAIN.matcher(value).matches() ? value : Identifiers.literal(value))));
        return "(" + String.join(", ", all) + ")";
    }

    /** The clause of a new object; empty for no parameters. */
    static String with(SortedMap<String, String> parameters) {
        return parameters.isEmpty() ? "" : " with " + list(parameters);
    }

    /** {@code set (…)} and {@code reset (…)} as needed, each after the prefix. */
    static List<String> actions(String prefix, SortedMap<String, String> from, SortedMap<String, String> to) {
        List<String> actions = new ArrayList<>();
        SortedMap<String, String> set = new TreeMap<>(to);
        set.entrySet().removeIf(entry -> entry.getValue().equals(from.get(entry.getKey())));
        if (!set.isEmpty()) {
            actions.add(prefix + "set " + list(set));
        }
        Set<String> reset = new TreeSet<>(from.keySet());
        reset.removeAll(to.keySet());
        if (!reset.isEmpty()) {
            actions.add(prefix + "reset (" + String.join(", ", reset) + ")");
        }
        return actions;
    }
}
