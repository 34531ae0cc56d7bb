package io.evolua.engine.history;

/** Texts as PostgreSQL reads them, whatever they hold. */
final class OfflineText {

    /** Since the transaction began. */
    static final String MILLISECONDS =
            "(extract(epoch from clock_timestamp() - transaction_timestamp()) * 1000)::integer";

    private OfflineText() {}

    /** A script with the semicolon that its last statement may lack. */
    static String ended(SqlScript script, String text) {
        String stripped = text.stripTrailing();
        int with = SqlScript.parse(script.name(), stripped + "\nselect 1")
                .statements()
                .size();
        return with == script.statements().size() ? stripped + "\n;" : stripped;
    }

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
