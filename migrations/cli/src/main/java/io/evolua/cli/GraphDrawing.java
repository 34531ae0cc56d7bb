package io.evolua.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history drawn as lanes, newest first: a line for each revision, with its lane's mark, and lines between them where lanes
 * part and join.
 */
final class GraphDrawing {

    private static final String NODE = "●";
    private static final String LANE = "│";

    private final List<@Nullable String> lanes = new ArrayList<>();

    /**
     * What to print before a revision.
     *
     * @param between lines of their own, above the revision's
     * @param mark what stands at the beginning of its line
     * @param below lines of their own, under the revision's
     */
    record Drawn(List<String> between, String mark, List<String> below) {

        String before(String text) {
            return mark.isEmpty() ? text : mark + " " + text;
        }
    }

    /** Where no lanes are wanted. */
    static final Drawn NOTHING = new Drawn(List.of(), "", List.of());

    /**
     * Draws the next revision.
     *
     * @param id its id
     * @param parents the ids of those that it revises and that are drawn, too
     */
    Drawn next(String id, List<String> parents) {
        List<String> between = new ArrayList<>();
        int lane = lanes.indexOf(id);
        if (lane < 0) {
            lane = freeLane(0);
            lanes.set(lane, id);
        }
        for (int other = lanes.size() - 1; other > lane; other--) {
            if (id.equals(lanes.get(other))) {
                between.add(bow(lane, other, "╯"));
                lanes.set(other, null);
            }
        }
        trim();
        String mark = marks(lane);
        List<String> below = new ArrayList<>();
        lanes.set(lane, parents.isEmpty() ? null : parents.get(0));
        for (int i = 1; i < parents.size(); i++) {
            int other = lanes.indexOf(parents.get(i));
            if (other < 0) {
                other = freeLane(lane + 1);
                lanes.set(other, parents.get(i));
                below.add(bow(lane, other, "╮"));
            } else {
                below.add(bow(Math.min(lane, other), Math.max(lane, other), "┤"));
            }
        }
        trim();
        return new Drawn(between, mark, below);
    }

    private int freeLane(int from) {
        for (int i = from; i < lanes.size(); i++) {
            if (lanes.get(i) == null) {
                return i;
            }
        }
        lanes.add(null);
        return lanes.size() - 1;
    }

    private String marks(int node) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < lanes.size(); i++) {
            line.append(i == node ? NODE : lanes.get(i) == null ? " " : LANE).append(' ');
        }
        return line.toString().stripTrailing();
    }

    /** A line from one lane to another further right, crossing those between. */
    private String bow(int left, int right, String end) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < lanes.size(); i++) {
            boolean inside = i > left && i < right;
            String lane = lanes.get(i) == null ? " " : LANE;
            if (i == left) {
                line.append('├');
            } else if (i == right) {
                line.append(end);
            } else {
                line.append(inside ? lanes.get(i) == null ? "─" : "┼" : lane);
            }
            line.append(i >= left && i < right ? '─' : ' ');
        }
        return line.toString().stripTrailing();
    }

    private void trim() {
        while (!lanes.isEmpty() && lanes.get(lanes.size() - 1) == null) {
            lanes.remove(lanes.size() - 1);
        }
    }
}
