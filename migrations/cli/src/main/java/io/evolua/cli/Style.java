package io.evolua.cli;

/** Colours for a reader at a terminal; plain text for everything else, and where {@code NO_COLOR} is set. */
enum Style {
    PLAIN,
    COLOURED;

    private static final String RESET = "\u001b[0m";

    static Style ofProcess() {
        String noColor = System.getenv("NO_COLOR");
        boolean wanted = noColor == null || noColor.isEmpty();
        return wanted && !"dumb".equals(System.getenv("TERM")) && isTerminal() ? COLOURED : PLAIN;
    }

    // Since Java 22 there may be a console without a terminal, unless the JDK is asked for its plain one.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /** Something that is done or in place. */
    String good(String text) {
        return paint("\u001b[32m", text);
    }

    /** Something that waits for the user. */
    String pending(String text) {
        return paint("\u001b[33m", text);
    }

    /** Something that went wrong. */
    String bad(String text) {
        return paint("\u001b[31m", text);
    }

    /** Something to find with the eye first. */
    String strong(String text) {
        return paint("\u001b[1m", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : code + text + RESET;
    }
}
