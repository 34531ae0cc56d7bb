package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the script of a new revision is named below {@code migration/}; that of the way back is named alike below
 * {@code undo/}, with a U for the V.
 *
 * @param text with tokens in braces; slashes make folders
 */
public record FileTemplate(String text) {

    private static final ZonedDateTime EPOCH = Instant.EPOCH.atZone(ZoneOffset.UTC);
    private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");
    private static final String BEGINNING = "V{rev}__";
    private static final String SUFFIX = ".sql";

    /** {@code V20260301120000__create_users_table.sql}. */
    public static final FileTemplate DEFAULT = new FileTemplate("V{rev}__{slug}");

    /**
     * Takes a template that gives names which Flyway reads.
     *
     * @throws UsageException if it does not, or holds an unknown token
     */
    public FileTemplate {
        text = text.endsWith(SUFFIX) ? text.substring(0, text.length() - SUFFIX.length()) : text;
        List<String> known = List.copyOf(tokens(RevisionId.of("1"), "", EPOCH).keySet());
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            if (!known.contains(tokens.group(1))) {
                throw new UsageException("The file template \"" + text + "\" has an unknown token {" + tokens.group(1)
                        + "}." + Candidates.didYouMean(tokens.group(1), known) + " Known are {"
                        + String.join("}, {", known) + "}.");
            }
        }
        List<String> parts = Arrays.asList(text.split("/", -1));
        String last = parts.get(parts.size() - 1);
        if (!last.startsWith(BEGINNING)
                || ScriptName.parse(last.replace("{rev}", "1") + SUFFIX).isEmpty()) {
            throw new UsageException(
                    "The file template \"" + text + "\" gives no name that Flyway reads: after the last"
                            + " slash it must begin with " + BEGINNING + ", as in " + BEGINNING + "{slug}.");
        }
        if (text.contains("\\")
                || parts.stream().anyMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."))) {
            throw new UsageException("The file template \"" + text
                    + "\" must name folders below migration/, separated by single slashes, as in {year}/" + BEGINNING
                    + "{slug}.");
        }
    }

    /** The path of the script that goes up, below its folder. */
    String up(RevisionId id, String slug, ZonedDateTime time) {
        Map<String, String> values = tokens(id, slug, time);
        return TOKEN.matcher(text)
                        .replaceAll(token -> Matcher.quoteReplacement(values.getOrDefault(token.group(1), "")))
                + SUFFIX;
    }

    /** The path of the script that goes down, below its folder. */
    static String down(String up) {
        int name = up.lastIndexOf('/') + 1;
        return up.substring(0, name) + "U" + up.substring(name + 1);
    }

    private static Map<String, String> tokens(RevisionId id, String slug, ZonedDateTime time) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rev", id.toString());
        values.put("slug", slug);
        values.put("year", Integer.toString(time.getYear()));
        values.put("month", twoDigits(time.getMonthValue()));
        values.put("day", twoDigits(time.getDayOfMonth()));
        values.put("hour", twoDigits(time.getHour()));
        values.put("minute", twoDigits(time.getMinute()));
        values.put("second", twoDigits(time.getSecond()));
        values.put("epoch", Long.toString(time.toEpochSecond()));
        return values;
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
