package io.evolua.engine.history;

/** Texts as PostgreSQL reads them, whatever they hold. */
final class OfflineText {

    private OfflineText() {}

    /** A string constant. */
    static String literal(String text) {
        String quoted = '\'' + text.replace("'", "''") + '\'';
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** A block that is run at once, in a quote that its text does not hold. */
    static String block(String body) {
        String tag = "$evolua$";
        for (int i = 1; body.contains(tag); i++) {
            tag = "$evolua" + i + "$";
        }
        return "do " + tag + "\n" + body.stripTrailing() + "\n" + tag + ";\n";
    }

    /** The first line, as a comment can hold it. */
    static String comment(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
