package io.evolua.engine.sql;

import java.util.Optional;

/** SQL on one line: line breaks outside of strings and quoted names are mere white space. */
final class OneLine {

    private OneLine() {}

    /** Empty if a string or a name holds a line break. */
    static Optional<String> of(String sql) {
        StringBuilder line = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (line.isEmpty() || line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
                continue;
            }
            if (c == '\n' || c == '\r') {
                return Optional.empty();
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            line.append(c);
        }
        return Optional.of(line.toString());
    }
}
