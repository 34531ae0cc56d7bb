package io.evolua.cli;

import java.util.List;

/**
 * {@code downgrade -1}: to picocli everything with a dash before it is an option. Such arguments pass through the parser
 * with a mark before them.
 */
final class RelativeArguments {

    private static final char MARK = '\u0001';

    private RelativeArguments() {}

    static String[] mark(List<String> args) {
        return args.stream().map(arg -> isRelative(arg) ? MARK + arg : arg).toArray(String[]::new);
    }

    static String unmark(String text) {
        return text.indexOf(MARK) < 0 ? text : text.replace(String.valueOf(MARK), "");
    }

    private static boolean isRelative(String arg) {
        return arg.length() > 1 && arg.charAt(0) == '-' && arg.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
