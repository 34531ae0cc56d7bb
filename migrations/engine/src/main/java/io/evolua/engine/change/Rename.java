package io.evolua.engine.change;

import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person said to be the same object under another name, not yet looked up.
 *
 * @param text as it was said
 * @param from the parts of the old name: {@code [table]}, {@code [schema, table]}, {@code [table, column]} …
 * @param to the parts of the new one
 */
public record Rename(String text, List<String> from, List<String> to) {

    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[^\".=]+)";
    private static final Pattern NEXT = Pattern.compile(PART);
    private static final Pattern WHOLE =
            Pattern.compile("(?<from>PART(?:\\.PART){0,2})=(?<to>PART(?:\\.PART){0,2})".replace("PART", PART));

    public Rename {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /**
     * Reads {@code old=new}. Names are as the catalog holds them; one with a dot or an equals sign stands in double
     * quotes.
     *
     * @throws UsageException if it is written otherwise
     */
    public static Rename parse(String text) {
        Matcher matcher = WHOLE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException(
                    "\"" + text + "\" does not say what is renamed. Write old=new, as in users=members,"
                            + " app.users=app.members or users.mail=users.email.");
        }
        return new Rename(text.strip(), parts(matcher.group("from")), parts(matcher.group("to")));
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher part = NEXT.matcher(name);
        while (part.find()) {
            String found = part.group();
            parts.add(
                    found.startsWith("\"")
                            ? found.substring(1, found.length() - 1).replace("\"\"", "\"")
                            : found.strip());
        }
        return parts;
    }
}
