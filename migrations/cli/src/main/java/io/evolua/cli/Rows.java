package io.evolua.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of aligned columns, two blanks between them and none at the end. Decoration does not count as width. */
final class Rows {

    private static final String GAP = "  ";

    /** A text and how it is decorated. */
    record Cell(String text, UnaryOperator<String> paint) {

        static Cell plain(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();

    void add(Cell... cells) {
        rows.add(List.of(cells));
    }

    void print(Console console) {
        List<Integer> widths = widths();
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            int blanks = 0;
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                if (!cell.text().isEmpty()) {
                    line.append(" ".repeat(blanks)).append(cell.paint().apply(cell.text()));
                    blanks = 0;
                }
                blanks += widths.get(i) - length(cell) + GAP.length();
            }
            console.line(line.toString());
        }
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), length(row.get(i))));
            }
        }
        return widths;
    }

    private static int length(Cell cell) {
        return cell.text().codePointCount(0, cell.text().length());
    }
}
