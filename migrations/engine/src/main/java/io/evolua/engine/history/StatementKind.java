package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a statement does to the transaction it runs in, as far as its key words tell. */
final class StatementKind {

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*(?:[^*]|\\*(?!/))*\\*/");
    private static final int BEGINNING = 400;

    private static final Pattern TRANSACTION_CONTROL = Pattern.compile(
            "(begin|commit|end|abort|start transaction|prepare transaction)\\b.*|rollback(?!( work| transaction)? to\\b)\\b.*");

    private static final Pattern OUTSIDE_ONLY = Pattern.compile(String.join(
            "|",
            "create (unique )?index concurrently\\b.*",
            "drop index concurrently\\b.*",
            "reindex( ?\\([^)]*\\))? (index|table|schema|database|system) concurrently\\b.*",
            "reindex ?\\([^)]*\\bconcurrently\\b(?! (false|off|0)).*",
            "reindex( ?\\([^)]*\\))? (schema|database|system)\\b.*",
            "alter table .* detach partition .* concurrently",
            "vacuum\\b.*",
            "cluster( ?\\([^)]*\\))?( verbose)?",
            "(create|drop) (database|tablespace|subscription)\\b.*",
            "alter database .* set tablespace .*",
            "alter system\\b.*"));

    private static final Pattern SETTING = Pattern.compile("(set|reset)\\b(?! (local|transaction|constraints)\\b).*");

    /** They may end transactions by themselves, which PostgreSQL allows only where none is open around them. */
    private static final Pattern BLOCK = Pattern.compile("(call|do)\\b.*");

    private static final Pattern COPY_DATA = Pattern.compile("copy\\b.*\\bfrom stdin\\b.*");

    private static final Pattern DISCARD_ALL = Pattern.compile("discard all");

    private StatementKind() {}

    static void refuseIfNotRunnable(String script, SqlStatement statement) {
        String words = words(statement);
        String where = script + ":" + statement.line() + ": ";
        if (TRANSACTION_CONTROL.matcher(words).matches()) {
            throw new RefusedException(
                    where + "\"" + statement.beginning() + "\" controls the transaction, which evolua"
                            + " does: each script is one transaction, together with its row in the history. Take it out of the"
                            + " script (savepoints are fine).");
        }
        if (COPY_DATA.matcher(words).matches()) {
            throw new RefusedException(where + "\"" + statement.beginning() + "\" reads data from psql's input."
                    + " Write the rows as INSERT statements.");
        }
        if (DISCARD_ALL.matcher(words).matches()) {
            throw new RefusedException(where + "\"" + statement.beginning() + "\" gives away the lock that keeps other"
                    + " migrations out. The session is reset after each script anyway: take it out.");
        }
    }

    /** Whether PostgreSQL refuses to run it within a transaction. */
    static boolean outsideTransactionOnly(SqlStatement statement) {
        return OUTSIDE_ONLY.matcher(words(statement)).matches();
    }

    /** Whether it may control transactions while it runs. */
    static boolean block(SqlStatement statement) {
        return BLOCK.matcher(words(statement)).matches();
    }

    static boolean setting(SqlStatement statement) {
        return SETTING.matcher(words(statement)).matches();
    }

    /** The beginning in lower case, without comments, one space between words. */
    private static String words(SqlStatement statement) {
        return oneLine(statement).toLowerCase(Locale.ROOT);
    }

    /** The beginning without comments, one space between words. */
    static String oneLine(SqlStatement statement) {
        String text = statement.text();
        String beginning = text.substring(0, Math.min(text.length(), BEGINNING));
        return COMMENT.matcher(beginning)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
