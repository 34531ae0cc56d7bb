package io.evolua.engine.history;

import java.util.List;

/**
 * One statement of a script.
 *
 * @param text from its first word to before the semicolon; comments around it are left out, those within it kept
 * @param line the line of the script on which it begins, counted from 1
 * @param guards what the comments above it say must hold before it runs
 */
public record SqlStatement(String text, int line, List<Guard> guards) {

    private static final int SHORT = 100;

    public SqlStatement {
        guards = List.copyOf(guards);
    }

    /** A statement without guards. */
    public SqlStatement(String text, int line) {
        this(text, line, List.of());
    }

    /** Its beginning on one line, for messages. */
    public String beginning() {
        String oneLine = text.substring(0, Math.min(text.length(), 4 * SHORT)).replaceAll("\\s+", " ");
        return oneLine.length() <= SHORT ? oneLine : oneLine.substring(0, SHORT).stripTrailing() + " …";
    }

    /** The line of the script at a position within the text, counted from 1 as PostgreSQL does. */
    int lineAt(int position) {
        int lines = line;
        int characters = Math.min(position - 1, text.codePointCount(0, text.length()));
        int end = text.offsetByCodePoints(0, Math.max(0, characters));
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
