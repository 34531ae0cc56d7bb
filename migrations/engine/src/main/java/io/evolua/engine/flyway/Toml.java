package io.evolua.engine.flyway;

import io.evolua.engine.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TOML 1.0 as far as settings need it: every value is a text, by the path of its keys joined by dots; the values of
 * an array are joined by commas.
 */
final class Toml {

    private static final int END = -1;

    private final Path file;
    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> tables = new LinkedHashMap<>();
    private int at;

    private Toml(Path file, String text) {
        this.file = file;
        this.text = text.replace("\r\n", "\n");
    }

    /** @throws RefusedException naming the line that cannot be understood */
    static Map<String, String> read(Path file, String text) {
        Toml toml = new Toml(file, text);
        toml.document();
        return toml.values;
    }

    private void document() {
        String table = "";
        for (skipLines(); peek() != END; skipLines()) {
            if (take("[[")) {
                String name = path("]]");
                table = name + "." + tables.merge(name, 1, Integer::sum) + ".";
            } else if (take("[")) {
                table = path("]") + ".";
            } else {
                pair(table);
            }
            endOfLine();
        }
    }

    private String path(String end) {
        String path = keys();
        require(end);
        return path;
    }

    private void pair(String table) {
        String name = table + keys();
        require("=");
        value(name);
    }

    private String keys() {
        List<String> keys = new ArrayList<>();
        do {
            skipSpaces();
            keys.add(peek() == '"' || peek() == '\'' ? string() : bareKey());
            skipSpaces();
        } while (take("."));
        return String.join(".", keys);
    }

    private String bareKey() {
        int start = at;
        while (peek() != END && (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-')) {
            at++;
        }
        if (at == start) {
            throw refused("a name is expected");
        }
        return text.substring(start, at);
    }

    private void value(String name) {
        skipSpaces();
        if (take("{")) {
            inlineTable(name);
        } else {
            put(name, peek() == '[' ? String.join(",", array()) : scalar());
        }
    }

    private void put(String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            throw refused(name + " is there twice");
        }
    }

    private void inlineTable(String name) {
        skipSpaces();
        while (!take("}")) {
            pair(name + ".");
            skipSpaces();
            if (!take(",") && peek() != '}') {
                throw refused("a comma or } is expected");
            }
            skipSpaces();
        }
    }

    private List<String> array() {
        require("[");
        List<String> elements = new ArrayList<>();
        skipLines();
        while (!take("]")) {
            if (peek() == '[') {
                elements.addAll(array());
            } else if (take("{")) {
                inlineTable("element " + at);
            } else {
                elements.add(scalar());
            }
            skipLines();
            if (!take(",") && peek() != ']') {
                throw refused("a comma or ] is expected");
            }
            skipLines();
        }
        return elements;
    }

    /** A string without its quotes; a number, a date or a truth value as it is written. */
    private String scalar() {
        if (peek() == '"' || peek() == '\'') {
            return string();
        }
        int start = at;
        while (peek() != END && "\n,]}#".indexOf(peek()) < 0) {
            at++;
        }
        String bare = text.substring(start, at).strip();
        if (!bare.matches("[-+.:\\w ]+")) {
            throw refused("a value is expected");
        }
        return bare;
    }

    private String string() {
        for (String quotes : List.of("\"\"\"", "'''", "\"", "'")) {
            if (take(quotes)) {
                boolean severalLines = quotes.length() == 3;
                if (severalLines) {
                    take("\n");
                }
                return quoted(quotes, severalLines, quotes.startsWith("\""));
            }
        }
        throw refused("a string is expected");
    }

    private String quoted(String quotes, boolean severalLines, boolean escapes) {
        StringBuilder string = new StringBuilder();
        while (!take(quotes)) {
            int next = peek();
            if (next == END || (next == '\n' && !severalLines)) {
                throw refused("a string is not closed");
            }
            at++;
            if (escapes && next == '\\') {
                escape(string, severalLines);
            } else {
                string.append((char) next);
            }
        }
        // Up to two quotes may stand right before the three that end it.
        while (severalLines && peek() == quotes.charAt(0)) {
            string.append(quotes.charAt(0));
            at++;
        }
        return string.toString();
    }

    private void escape(StringBuilder string, boolean severalLines) {
        int next = peek();
        at++;
        int plain = "btnfr\"\\".indexOf(next);
        if (plain >= 0) {
            string.append("\b\t\n\f\r\"\\".charAt(plain));
        } else if (next == 'u' || next == 'U') {
            int length = next == 'u' ? 4 : 8;
            try {
                string.appendCodePoint(Integer.parseInt(text.substring(at, at + length), 16));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw refused("\\" + (char) next + " is followed by no character's number");
            }
            at += length;
        } else if (severalLines && (next == '\n' || next == ' ' || next == '\t')) {
            while (peek() != END && Character.isWhitespace(peek())) {
                at++;
            }
        } else {
            throw refused(
                    "a backslash stands before what it cannot stand before; write it twice, or the string in '…'");
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean take(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    private void require(String expected) {
        skipSpaces();
        if (!take(expected)) {
            throw refused(expected + " is expected");
        }
    }

    private void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Spaces, comments and the ends of lines. */
    private void skipLines() {
        do {
            skipSpaces();
            if (peek() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            }
        } while (take("\n"));
    }

    private void endOfLine() {
        skipSpaces();
        if (peek() != END && peek() != '\n' && peek() != '#') {
            throw refused("the end of the line is expected");
        }
    }

    private RefusedException refused(String what) {
        long line = text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return new RefusedException(file + ":" + line + ": " + what + ". The file is no TOML.");
    }
}
