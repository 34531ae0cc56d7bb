package io.evolua.web.page;

import io.evolua.persistence.StoredTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tables that refer to each other, one under the other, with their columns; at their side, a line from each column that
 * refers to the one that it refers to. So a drawing is as narrow as a table, and no line crosses one.
 */
final class TableDrawing {

    private static final int HEAD = 34;
    private static final int ROW = 25;
    private static final int GAP = 28;
    private static final int PAD = 12;
    private static final int MARK = 30;
    private static final int LANE = 16;
    private static final double LETTER = 7.9;

    private static final Pattern WITH_ZONE = Pattern.compile("timestamp(\\(\\d+\\))? with time zone");
    private static final Pattern WITHOUT_ZONE = Pattern.compile(" without time zone");

    private final List<StoredTable> tables;
    private final int width;
    private final Map<String, Integer> tops = new HashMap<>();

    private TableDrawing(List<StoredTable> tables) {
        this.tables = tables;
        int names = 0;
        int types = 0;
        int title = 0;
        for (StoredTable table : tables) {
            title = Math.max(title, table.name().length());
            for (StoredTable.Column column : table.columns()) {
                names = Math.max(names, column.name().length());
                types = Math.max(types, type(column).length());
            }
        }
        this.width =
                (int) Math.ceil(Math.max(MARK + PAD * 3 + (names + types) * LETTER, PAD * 2 + title * (LETTER + 1)));
    }

    /** @param tables those that refer to others before these, as far as can be */
    static Markup draw(List<StoredTable> tables) {
        return new TableDrawing(tables).draw();
    }

    private Markup draw() {
        List<Markup> parts = new ArrayList<>();
        int y = 1;
        for (StoredTable table : tables) {
            tops.put(table.name(), y);
            parts.add(table(table, y));
            y += height(table) + GAP;
        }
        int lanes = 0;
        for (StoredTable table : tables) {
            for (StoredTable.Reference reference : table.references()) {
                if (tops.containsKey(reference.otherTable())) {
                    parts.add(line(table, reference, ++lanes));
                }
            }
        }
        int whole = 1 + width + (lanes == 0 ? 1 : (lanes + 1) * LANE);
        int height = y - GAP + 2;
        return Markup.of(
                "<svg class=\"tables\" role=\"img\" aria-label=\"%s\" width=\"%s\" height=\"%s\" "
                        + "viewBox=\"0 0 %s %s\">\n%s\n</svg>",
                description(), whole, height, whole, height, Markup.join(parts));
    }

    /** The same in words. */
    private String description() {
        List<String> words = new ArrayList<>();
        for (StoredTable table : tables) {
            List<String> columns = table.columns().stream()
                    .map(column -> column.name() + " " + type(column))
                    .toList();
            words.add("Table " + table.name() + ": " + String.join(", ", columns));
            table.references()
                    .forEach(reference -> words.add(reference.column() + " refers to " + reference.otherTable() + "."
                            + reference.otherColumn()));
        }
        return String.join("; ", words);
    }

    private Markup table(StoredTable table, int top) {
        List<Markup> parts = new ArrayList<>();
        parts.add(Markup.of(
                "<rect class=\"box\" x=\"1\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\"/>",
                top, width, height(table)));
        parts.add(Markup.of(
                "<path class=\"head\" d=\"M1 %s v-%s a8 8 0 0 1 8 -8 h%s a8 8 0 0 1 8 8 v%s z\"/>",
                top + HEAD, HEAD - 8, width - 16, HEAD - 8));
        parts.add(
                Markup.of("<text class=\"title\" x=\"%s\" y=\"%s\">%s</text>", 1 + PAD, top + HEAD - 12, table.name()));
        int row = 0;
        for (StoredTable.Column column : table.columns()) {
            int y = top + HEAD + row * ROW + 17;
            String mark = mark(table, column);
            parts.add(Markup.of(
                    "<text class=\"mark %s\" x=\"%s\" y=\"%s\">%s</text>",
                    mark.isEmpty() ? "none" : mark.toLowerCase(Locale.ROOT), 1 + PAD, y, mark));
            parts.add(
                    Markup.of("<text class=\"column\" x=\"%s\" y=\"%s\">%s</text>", 1 + PAD + MARK, y, column.name()));
            parts.add(Markup.of("<text class=\"type\" x=\"%s\" y=\"%s\">%s</text>", 1 + width - PAD, y, type(column)));
            row++;
        }
        return Markup.join(parts);
    }

    private static String mark(StoredTable table, StoredTable.Column column) {
        if (column.key()) {
            return "PK";
        }
        boolean refers = table.references().stream()
                .anyMatch(reference -> reference.column().equals(column.name()));
        return refers ? "FK" : column.unique() ? "UQ" : "";
    }

    /** From a column to that which it refers to: many at this end, one at the other. */
    private Markup line(StoredTable table, StoredTable.Reference reference, int lane) {
        int right = 1 + width;
        int out = right + lane * LANE;
        int from = middle(table, reference.column());
        StoredTable other = tables.stream()
                .filter(candidate -> candidate.name().equals(reference.otherTable()))
                .findFirst()
                .orElse(table);
        int to = middle(other, reference.otherColumn());
        return Markup.of(
                "<path class=\"reference\" d=\"M%s %s l10 5 M%s %s H%s V%s H%s M%s %s l10 -5 M%s %s v10\"/>",
                right, from - 5, right, from, out, to, right, right, from + 5, right + 6, to - 5);
    }

    private int middle(StoredTable table, String column) {
        List<String> names =
                table.columns().stream().map(StoredTable.Column::name).toList();
        return tops.getOrDefault(table.name(), 0) + HEAD + names.indexOf(column) * ROW + 13;
    }

    private static int height(StoredTable table) {
        return HEAD + table.columns().size() * ROW + 6;
    }

    /** As people write it; what may be missing has a question mark. */
    private static String type(StoredTable.Column column) {
        String type =
                WITH_ZONE.matcher(column.type()).replaceAll("timestamptz$1").replace("character varying", "varchar");
        return WITHOUT_ZONE.matcher(type).replaceAll("") + (column.required() ? "" : "?");
    }
}
