package io.evolua.engine.sql;

import io.evolua.engine.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;

/** The options of sequences, and of identity columns. */
final class Definitions {

    private Definitions() {}

    /** What must be said to get from the options {@code have} to {@code want}; empty if nothing. */
    static String options(SequenceOptions want, SequenceOptions have) {
        return String.join(" ", optionList(want, have));
    }

    static List<String> optionList(SequenceOptions want, SequenceOptions have) {
        List<String> options = new ArrayList<>();
        if (want.increment() != have.increment()) {
            options.add("increment by " + want.increment());
        }
        if (want.minValue() != have.minValue()) {
            options.add("minvalue " + want.minValue());
        }
        if (want.maxValue() != have.maxValue()) {
            options.add("maxvalue " + want.maxValue());
        }
        if (want.start() != have.start()) {
            options.add("start with " + want.start());
        }
        if (want.cache() != have.cache()) {
            options.add("cache " + want.cache());
        }
        if (want.cycle() != have.cycle()) {
            options.add(want.cycle() ? "cycle" : "no cycle");
        }
        return options;
    }

    /** Whether a sequence that is still at its old start would be out of its new bounds, which PostgreSQL refuses. */
    static boolean mustRestart(SequenceOptions want, SequenceOptions have) {
        return have.start() < want.minValue() || have.start() > want.maxValue();
    }
}
