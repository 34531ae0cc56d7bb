package io.evolua.engine.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A statement of the rig's scripts.
 *
 * @param up whether it is met on the way up, or down
 * @param number counted from 1, over all scripts of that way
 * @param transaction whether its script is a transaction
 * @param text the statement
 */
record Point(boolean up, int number, boolean transaction, String text) {

    String direction() {
        return up ? "up" : "down";
    }

    @Override
    public String toString() {
        return "statement " + number + " on the way " + direction() + ", " + text.replace('\n', ' ');
    }

    /** Some of them, always the same; all if that is enough. */
    static <T> List<T> sample(List<T> all, int atMost) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(20260301));
        return shuffled.subList(0, Math.min(atMost, shuffled.size()));
    }
}
