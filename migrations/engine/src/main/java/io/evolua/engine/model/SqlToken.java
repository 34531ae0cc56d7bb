package io.evolua.engine.model;

import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of SQL, as far as the fragments in annotations need it.
 *
 * @param kind word, quoted identifier, string, number or symbol
 * @param text as written; parentheses are symbols of one character
 * @param start of the token in the fragment
 * @param depth how many parentheses are open around the token; a parenthesis counts as outside
 */
record SqlToken(Kind kind, String text, int start, int depth) {

    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL
    }

    private static final Pattern LEXEMES = Pattern.compile("""
            (?<space>\\s+|--[^\\n]*|/\\*.*?\\*/)\
            |(?<string>[eE]'(?:[^'\\\\]|''|\\\\.)*'|(?:[bBxX]|[uU]&)?'(?:[^']|'')*'|\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$)\
            |(?<quoted>(?:[uU]&)?"(?:[^"]|"")+")\
            |(?<number>\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)\
            |(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)\
            |(?<symbol>::|[^\\s\\w'"])""", Pattern.DOTALL);

    /**
     * The tokens of a fragment, comments left out.
     *
     * @param where the object, for the message
     * @throws UsageException if a quote or a parenthesis is not closed
     */
    static List<SqlToken> of(String sql, String where) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher lexeme = LEXEMES.matcher(sql);
        int depth = 0;
        int position = 0;
        while (position < sql.length()) {
            if (!lexeme.region(position, sql.length()).lookingAt()) {
                throw new UsageException(where + ": the SQL is cut off at: " + sql.substring(position));
            }
            String text = lexeme.group();
            if (text.equals(")")) {
                depth--;
            }
            if (lexeme.group("space") == null) {
                tokens.add(new SqlToken(kind(lexeme), text, position, depth));
            }
            if (text.equals("(")) {
                depth++;
            }
            if (depth < 0) {
                break;
            }
            position = lexeme.end();
        }
        if (depth != 0) {
            throw new UsageException(where + ": the parentheses do not match in: " + sql);
        }
        return tokens;
    }

    private static Kind kind(Matcher lexeme) {
        if (lexeme.group("word") != null) {
            return Kind.WORD;
        }
        if (lexeme.group("quoted") != null) {
            return Kind.QUOTED;
        }
        if (lexeme.group("string") != null) {
            return Kind.STRING;
        }
        return lexeme.group("number") != null ? Kind.NUMBER : Kind.SYMBOL;
    }

    int end() {
        return start + text.length();
    }

    boolean isWord(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** A keyword in lower case. */
    String keyword() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    /** The name that this identifier means. */
    String identifier() {
        return kind == Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : Names.fold(text, false);
    }
}
