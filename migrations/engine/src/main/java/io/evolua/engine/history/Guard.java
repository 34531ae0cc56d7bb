package io.evolua.engine.history;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold before a statement runs, written as a comment line above it: {@code -- guard: no row of users has
 * nickname null: select count(*) from users where nickname is null}. To everybody else it is a comment.
 *
 * @param claim what must hold, for people
 * @param query counts the rows that contradict it, in one row and column
 * @param line of the script on which it stands, counted from 1
 */
public record Guard(String claim, String query, int line) {

    private static final Pattern COMMENT =
            Pattern.compile("--\\s*guard\\s*:\\s*(\\S.*?)\\s*:\\s*(select\\b.*?)[\\s;]*", Pattern.CASE_INSENSITIVE);
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".,]+)";
    private static final Pattern TABLE =
            Pattern.compile("\\brows? of (NAME(?:\\.NAME)?)".replace("NAME", NAME), Pattern.CASE_INSENSITIVE);

    /** Empty for any other comment. */
    static Optional<Guard> parse(String comment, int line) {
        Matcher matcher = COMMENT.matcher(comment.strip());
        return matcher.matches() ? Optional.of(new Guard(matcher.group(1), matcher.group(2), line)) : Optional.empty();
    }

    /** {@code 3 rows of users are in the way: no row of users has nickname null}. */
    String violatedBy(long rows) {
        Matcher table = TABLE.matcher(claim);
        return rows + (rows == 1 ? " row" : " rows") + (table.find() ? " of " + table.group(1) : "")
                + (rows == 1 ? " is" : " are") + " in the way: " + claim;
    }
}
