package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the ends of statements as psql does (its scanner is {@code psqlscan.l}), assuming
 * {@code standard_conforming_strings = on}, which the runner sees to.
 */
final class SqlSplitter {

    private static final int NONE = -1;

    private final String name;
    private final String text;
    private final List<SqlStatement> statements = new ArrayList<>();

    /** Those of the statement to come. */
    private final List<Guard> guards = new ArrayList<>();

    private int at;
    private int line = 1;

    /** Where the current statement begins, or {@link #NONE} before its first token. */
    private int start = NONE;

    private int startLine;
    private int end;
    private int parentheses;
    private final RoutineBody body = new RoutineBody();

    SqlSplitter(String name, String text) {
        this.name = name;
        this.text = text;
    }

    List<SqlStatement> split() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (c == '-' && next() == '-') {
                skipLineComment();
            } else if (c == '/' && next() == '*') {
                skipBlockComment();
            } else if (c == ';' && parentheses == 0 && !body.isOpen()) {
                finish();
                at++;
            } else {
                token(c);
            }
        }
        finish();
        return statements;
    }

    private void token(char c) {
        if (start == NONE) {
            start = at;
            startLine = line;
        }
        if (c == '\'') {
            skipString(false);
        } else if (c == '"') {
            skipQuotedIdentifier();
        } else if (c == '$') {
            dollar();
        } else if (c == '\\') {
            throw refuse(line, "a backslash command of psql cannot be run. Take it out of the script.");
        } else if (isIdentifierStart(c)) {
            word();
        } else if (isDigit(c)) {
            skipNumber();
        } else {
            if (c == '(') {
                parentheses++;
            } else if (c == ')' && parentheses > 0) {
                parentheses--;
            }
            at++;
        }
        end = at;
    }

    private void finish() {
        if (start != NONE) {
            statements.add(new SqlStatement(text.substring(start, end), startLine, guards));
            guards.clear();
        }
        start = NONE;
        parentheses = 0;
        body.reset();
    }

    private void word() {
        int from = at;
        while (at < text.length() && isIdentifierPart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        if (at < text.length() && text.charAt(at) == '\'' && word.equalsIgnoreCase("e")) {
            skipString(true);
        } else if (parentheses == 0) {
            boolean qualified = from > 0 && text.charAt(from - 1) == '.';
            body.word(qualified ? "" : word.toLowerCase(Locale.ROOT));
        }
    }

    /** A number with what hangs on it, so that no letter of {@code 1e5} or {@code 0x1F} is taken for a word. */
    private void skipNumber() {
        while (at < text.length() && isIdentifierPart(text.charAt(at)) && text.charAt(at) != '$') {
            at++;
        }
    }

    private void skipString(boolean escapes) {
        int opened = line;
        do {
            at++;
            boolean open = true;
            while (open) {
                char c = current(opened, "string");
                if (c == '\\' && escapes && at + 1 < text.length()) {
                    countLine(text.charAt(at + 1));
                    at += 2;
                } else if (c == '\'' && next() == '\'') {
                    at += 2;
                } else {
                    countLine(c);
                    at++;
                    open = c != '\'';
                }
            }
        } while (escapes && continues());
    }

    /** SQL joins strings that only white space (and line comments) with a line break separates; an escape string then goes on as one. */
    private boolean continues() {
        int position = at;
        int lines = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n') {
                lines++;
                position++;
            } else if (Character.isWhitespace(c)) {
                position++;
            } else if (text.startsWith("--", position)) {
                int newline = text.indexOf('\n', position);
                position = newline < 0 ? text.length() : newline;
            } else {
                break;
            }
        }
        if (lines == 0 || position == text.length() || text.charAt(position) != '\'') {
            return false;
        }
        line += lines;
        at = position;
        return true;
    }

    private void skipQuotedIdentifier() {
        int opened = line;
        at++;
        while (true) {
            char c = current(opened, "quoted name");
            countLine(c);
            at++;
            if (c == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    return;
                }
                at++;
            }
        }
    }

    /** A dollar quote, a parameter such as {@code $1}, or a stray dollar sign. */
    private void dollar() {
        int position = at + 1;
        if (position < text.length() && isIdentifierStart(text.charAt(position))) {
            while (position < text.length()
                    && isIdentifierPart(text.charAt(position))
                    && text.charAt(position) != '$') {
                position++;
            }
        }
        if (position >= text.length() || text.charAt(position) != '$') {
            at++;
            return;
        }
        String tag = text.substring(at, position + 1);
        int close = text.indexOf(tag, position + 1);
        if (close < 0) {
            throw refuse(line, "the quote " + tag + " that opens here is never closed.");
        }
        for (int i = at; i < close; i++) {
            countLine(text.charAt(i));
        }
        at = close + tag.length();
    }

    private void skipLineComment() {
        int newline = text.indexOf('\n', at);
        int from = at;
        at = newline < 0 ? text.length() : newline;
        if (start == NONE) {
            Guard.parse(text.substring(from, at), line).ifPresent(guards::add);
        }
    }

    private void skipBlockComment() {
        int opened = line;
        int depth = 0;
        do {
            char c = current(opened, "comment");
            if (c == '/' && next() == '*') {
                depth++;
                at += 2;
            } else if (c == '*' && next() == '/') {
                depth--;
                at += 2;
            } else {
                countLine(c);
                at++;
            }
        } while (depth > 0);
    }

    private char current(int opened, String what) {
        if (at >= text.length()) {
            throw refuse(opened, "the " + what + " that opens here is never closed.");
        }
        return text.charAt(at);
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    }

    private void countLine(char c) {
        if (c == '\n') {
            line++;
        }
    }

    private RefusedException refuse(int where, String what) {
        return new RefusedException(name + ":" + where + ": " + what);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isIdentifierPart(char c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }
}
