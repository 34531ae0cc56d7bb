package io.evolua.engine.history;

import java.util.HashSet;
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

    /** What an {@code ALTER TABLE} may do to what is in the rows, or to the meaning of names. */
    private static final Set<String> ALTERING =
            Set.of("type", "rename", "schema", "attach", "detach", "inherit", "expression");

    private final Set<String> tables = new HashSet<>();

    RowWrites(String query) {
        Matcher table = TABLE.matcher(query);
        while (table.find()) {
            String name = table.group(1);
            tables.add(unquoted(name.substring(lastPart(name))));
        }
    }

    boolean possibleIn(SqlStatement statement) {
        String text = statement.text();
        Set<String> words = new HashSet<>();
        String first = "";
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group().startsWith("'")) {
                continue;
            }
            String found = unquoted(word.group());
            first = first.isEmpty() ? found : first;
            words.add(found);
        }
        boolean mentioned = tables.stream().anyMatch(words::contains);
        if (first.equals("drop") && !words.contains("cascade")) {
            return mentioned;
        }
        if (first.equals("set") || first.equals("reset")) {
            return words.stream().anyMatch(SESSION::contains);
        }
        if (ANYTHING.contains(first)) {
            return true;
        }
        if (!mentioned || NOTHING.contains(first)) {
            return false;
        }
        if (first.equals("alter")) {
            boolean dropsColumn = words.contains("drop")
                    && words.contains("column")
                    && !text.matches("(?is)alter table .* alter column \\S+ drop (not null|default|identity)");
            return dropsColumn || words.stream().anyMatch(ALTERING::contains);
        }
        return true;
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
