package io.evolua.web.page;

import java.util.Collection;
import java.util.stream.Collectors;

/** HTML or SVG, as opposed to text, which only becomes markup when it is escaped. */
record Markup(String code) {

    static final Markup NOTHING = new Markup("");

    /** Text, of which nothing is taken for markup. */
    static Markup text(String text) {
        StringBuilder code = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> code.append("&amp;");
                case '<' -> code.append("&lt;");
                case '>' -> code.append("&gt;");
                case '"' -> code.append("&quot;");
                case '\'' -> code.append("&#39;");
                default -> code.append(character);
            }
        }
        return new Markup(code.toString());
    }

    /** Markup that the program itself holds, with values at its {@code %s}. */
    static Markup of(String code, Object... values) {
        Object[] escaped = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            escaped[i] = values[i] instanceof Markup markup ? markup.code : text(String.valueOf(values[i])).code;
        }
        return new Markup(code.formatted(escaped));
    }

    static Markup join(Collection<Markup> parts) {
        return new Markup(parts.stream().map(Markup::code).collect(Collectors.joining("\n")));
    }
}
