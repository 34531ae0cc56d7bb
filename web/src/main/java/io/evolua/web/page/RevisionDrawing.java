package io.evolua.web.page;

import io.evolua.web.schema.KnownRevision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The revisions as a graph, newest first: a row for each, its mark on a lane, and lines to those that it follows. */
final class RevisionDrawing {

    private static final int ROW = 52;
    private static final int LANE = 24;
    private static final int EDGE = 16;
    private static final int RADIUS = 7;
    private static final double LETTER = 9.6;
    private static final double DIGIT = 7.85;
    private static final double SMALL = 6.7;

    /** A revision with what is to be said about it: the kind colours the mark, the words follow the version. */
    record Node(KnownRevision revision, String kind, List<String> words) {

        Node {
            words = List.copyOf(words);
        }
    }

    private record Place(int lane, int row) {}

    private record Line(Place from, String to, int lane, String kind) {}

    private final List<Node> nodes;
    private final List<@Nullable String> lanes = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private int widest = 1;

    private RevisionDrawing(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** @param nodes newest first: none after one that it follows */
    static Markup draw(List<Node> nodes) {
        return new RevisionDrawing(nodes).draw();
    }

    private Markup draw() {
        for (int row = 0; row < nodes.size(); row++) {
            place(nodes.get(row).revision(), row);
        }
        int text = x(widest - 1) + LANE;
        List<Markup> parts = new ArrayList<>();
        lines.stream().filter(line -> places.containsKey(line.to())).forEach(line -> parts.add(path(line)));
        double width = 0;
        for (int row = 0; row < nodes.size(); row++) {
            Node node = nodes.get(row);
            int y = row * ROW + ROW / 2;
            parts.add(Markup.of(
                    "<circle class=\"node %s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>", node.kind(), x(lane(node)), y, RADIUS));
            parts.add(Markup.of(
                    "<text class=\"name\" x=\"%s\" y=\"%s\">%s</text>",
                    text, y - 4, node.revision().description()));
            parts.add(Markup.of(
                    "<text class=\"version\" x=\"%s\" y=\"%s\">%s</text>",
                    text, y + 15, node.revision().version()));
            double end = text + node.revision().version().length() * DIGIT + 6;
            for (String word : node.words()) {
                double badge = word.length() * SMALL + 12;
                parts.add(badge(end, y, badge, word));
                end += badge + 4;
            }
            width = Math.max(
                    width, Math.max(end, text + node.revision().description().length() * LETTER));
        }
        return Markup.of(
                "<svg class=\"graph\" role=\"img\" aria-labelledby=\"graph-title\" width=\"%s\" height=\"%s\" "
                        + "viewBox=\"0 0 %s %s\">\n<title id=\"graph-title\">%s</title>\n%s\n</svg>",
                Math.round(width + 2),
                nodes.size() * ROW,
                Math.round(width + 2),
                nodes.size() * ROW,
                "Graph of " + nodes.size() + " revisions, newest first; the list below says the same",
                Markup.join(parts));
    }

    private static Markup badge(double x, int y, double width, String word) {
        return Markup.of(
                "<g class=\"badge %s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"18\" rx=\"9\"/>"
                        + "<text x=\"%s\" y=\"%s\">%s</text></g>",
                kind(word), Math.round(x), y + 2, Math.round(width), Math.round(x + width / 2), y + 15, word);
    }

    /** Words that are labels of branches have no style of their own. */
    private static String kind(String word) {
        return switch (word) {
            case "applied", "pending", "unknown", "current", "head" -> word;
            default -> "label";
        };
    }

    private int lane(Node node) {
        return places.getOrDefault(node.revision().version(), new Place(0, 0)).lane();
    }

    private void place(KnownRevision revision, int row) {
        int lane = laneOf(revision.version());
        for (int other = lane + 1; other < lanes.size(); other++) {
            if (revision.version().equals(lanes.get(other))) {
                lanes.set(other, null);
            }
        }
        Place place = new Place(lane, row);
        places.put(revision.version(), place);
        lanes.set(lane, null);
        revision.revises().forEach(parent -> lead(place, parent, "revises"));
        revision.dependsOn().forEach(parent -> lead(place, parent, "depends"));
    }

    /** Keeps a lane for the line to a parent; the first one's goes straight on, also if another one leads there. */
    private void lead(Place from, String parent, String kind) {
        int lane = lanes.get(from.lane()) == null ? from.lane() : lanes.indexOf(parent);
        if (lane < 0) {
            lane = free();
        }
        lanes.set(lane, parent);
        widest = Math.max(widest, lanes.size());
        lines.add(new Line(from, parent, lane, kind));
    }

    private int laneOf(String version) {
        int lane = lanes.indexOf(version);
        return lane >= 0 ? lane : free();
    }

    private int free() {
        int lane = lanes.indexOf(null);
        if (lane < 0) {
            lanes.add(null);
            lane = lanes.size() - 1;
        }
        widest = Math.max(widest, lanes.size());
        return lane;
    }

    /** From the child to its lane, down, and to the parent. */
    private Markup path(Line line) {
        Place to = places.getOrDefault(line.to(), line.from());
        int top = line.from().row() * ROW + ROW / 2;
        int bottom = to.row() * ROW + ROW / 2;
        int bow = ROW / 2;
        String path = Stream.of(
                        "M" + x(line.from().lane()) + " " + top,
                        curve(x(line.from().lane()), top, x(line.lane()), top + bow),
                        "V" + (bottom - bow),
                        curve(x(line.lane()), bottom - bow, x(to.lane()), bottom))
                .reduce((left, right) -> left + " " + right)
                .orElse("");
        return Markup.of("<path class=\"edge %s\" d=\"%s\"/>", line.kind(), path);
    }

    private static String curve(int fromX, int fromY, int toX, int toY) {
        int middle = (fromY + toY) / 2;
        return "C" + fromX + " " + middle + " " + toX + " " + middle + " " + toX + " " + toY;
    }

    private static int x(int lane) {
        return EDGE + lane * LANE - LANE / 4;
    }
}
