package io.evolua.engine.model;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads a fragment of SQL from an annotation, token by token; what it does not expect is the author's mistake. */
final class SqlCursor {

    private final String sql;
    private final String where;
    private final List<SqlToken> tokens;
    private int next;

    SqlCursor(String sql, String where) {
        this.sql = sql;
        this.where = where;
        this.tokens = SqlToken.of(sql, where);
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    SqlToken peek() {
        if (atEnd()) {
            throw problem("it ends too early");
        }
        return tokens.get(next);
    }

    SqlToken take() {
        SqlToken token = peek();
        next++;
        return token;
    }

    /** Takes these keywords if they come next, all of them or none. */
    boolean accept(String... keywords) {
        if (next + keywords.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < keywords.length; i++) {
            if (!tokens.get(next + i).isWord(keywords[i])) {
                return false;
            }
        }
        next += keywords.length;
        return true;
    }

    boolean acceptSymbol(String symbol) {
        if (atEnd() || !peek().isSymbol(symbol)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String... keywords) {
        if (!accept(keywords)) {
            throw problem("\"" + String.join(" ", keywords) + "\" is missing"
                    + (atEnd() ? " at the end" : " before \"" + peek().text() + "\""));
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw problem("\"" + symbol + "\" is missing");
        }
    }

    String identifier() {
        SqlToken token = take();
        if (!token.isIdentifier()) {
            throw problem("a name is missing before \"" + token.text() + "\"");
        }
        return token.identifier();
    }

    QualifiedName qualifiedName() {
        String first = identifier();
        return acceptSymbol(".") ? new QualifiedName(first, identifier()) : QualifiedName.of(first);
    }

    /** Names in parentheses. */
    List<String> names() {
        expectSymbol("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(identifier());
        } while (acceptSymbol(","));
        expectSymbol(")");
        return names;
    }

    long number() {
        boolean negative = acceptSymbol("-");
        SqlToken token = take();
        try {
            return Long.parseLong((negative ? "-" : "") + token.text());
        } catch (NumberFormatException e) {
            throw problem("\"" + token.text() + "\" should be a number");
        }
    }

    /** What comes next in parentheses, with them. */
    String parenthesised() {
        SqlToken open = peek();
        expectSymbol("(");
        while (!(peek().isSymbol(")") && peek().depth() == open.depth())) {
            next++;
        }
        return sql.substring(open.start(), take().end());
    }

    /** At least one token, then all until one outside parentheses where the text stops. */
    String until(Predicate<SqlToken> stop) {
        int start = peek().start();
        int end = start;
        int depth = peek().depth();
        do {
            end = take().end();
        } while (!atEnd() && !(peek().depth() == depth && stop.test(peek())));
        return sql.substring(start, end);
    }

    UsageException problem(String what) {
        return new UsageException(where + ": " + what + " in \"" + sql + "\".");
    }
}
