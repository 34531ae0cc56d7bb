package io.evolua.engine.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a statement may change what a guard's query counts, judged by its words. In doubt it may: a guard is then
 * judged later, while one that is judged too early could refuse what would work.
 */
final class RowWrites {

    private static final Pattern WORD =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:from|join)\\s+(?:only\\s+)?((?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*))?)",
            Pattern.CASE_INSENSITIVE);

    /** They may do anything, anywhere; or the names mean something else after them. */
    private static final Set<String> ANYTHING =
            Set.of("do", "call", "execute", "drop", "truncate", "delete", "discard", "import");

    /** Settings that change what names and rights mean. */
    private static final Set<String> SESSION = Set.of("search_path", "role", "authorization", "all");

    /** They leave the rows of every table as they are. */
    private static final Set<String> NOTHING = Set.of(
            "create", "comment", "grant", "revoke", "select", "values", "analyze", "lock", "notify", "savepoint");

    /** What an {@code ALTER TABLE} may do to the meaning of names, or to which rows there are. */
    private static final Set<String> ALTERING = Set.of("rename", "schema", "attach", "detach", "inherit");

    /** The rows that are moved stay in the partition. */
    private static final Pattern PARTITION = Pattern.compile(
            "alter\\s+table\\s+(\\S+)\\s+(?:attach|detach)\\s+partition\\s.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern COLUMN = Pattern.compile(
            "\\b(?:alter|drop)\\s+column\\s+(?:if\\s+exists\\s+)?(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)",
            Pattern.CASE_INSENSITIVE);

    private final Set<String> tables = new HashSet<>();
    private final Set<String> words;

    RowWrites(String query) {
        words = Set.copyOf(words(query));
        Matcher table = TABLE.matcher(query);
        while (table.find()) {
            String name = table.group(1);
            tables.add(unquoted(name.substring(lastPart(name))));
        }
    }

    boolean possibleIn(SqlStatement statement) {
        List<String> said = words(statement.text());
        String first = said.isEmpty() ? "" : said.get(0);
        boolean mentioned = tables.stream().anyMatch(said::contains);
        if (first.equals("drop") && !said.contains("cascade")) {
            return mentioned;
        }
        if (first.equals("set") || first.equals("reset")) {
            return said.stream().anyMatch(SESSION::contains);
        }
        Matcher move = PARTITION.matcher(statement.text());
        if (move.matches()) {
            String parent = move.group(1);
            return tables.contains(unquoted(parent.substring(lastPart(parent))));
        }
        if (ANYTHING.contains(first)) {
            return true;
        }
        if (!mentioned || NOTHING.contains(first)) {
            return false;
        }
        return !first.equals("alter") || alters(statement.text(), said);
    }

    /** Values of the columns that the query names, or the names themselves. */
    private boolean alters(String text, List<String> said) {
        if (said.stream().anyMatch(ALTERING::contains)) {
            return true;
        }
        boolean others = false;
        Matcher column = COLUMN.matcher(text);
        while (column.find()) {
            if (words.contains(unquoted(column.group(1)))) {
                return said.contains("type") || said.contains("drop") || said.contains("expression");
            }
            others = true;
        }
        // Without the word COLUMN it is not seen which one.
        return !others && (said.contains("type") || said.contains("expression"));
    }

    /** Outside of strings, in lower case unless quoted. */
    private static List<String> words(String sql) {
        List<String> found = new ArrayList<>();
        Matcher word = WORD.matcher(sql);
        while (word.find()) {
            if (!word.group().startsWith("'")) {
                found.add(unquoted(word.group()));
            }
        }
        return found;
    }

    private static int lastPart(String name) {
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '"') {
                quoted = !quoted;
            } else if (name.charAt(i) == '.' && !quoted) {
                start = i + 1;
            }
        }
        return start;
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
