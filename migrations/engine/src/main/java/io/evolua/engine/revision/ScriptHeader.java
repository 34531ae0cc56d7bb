package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first comment lines of a script: {@code -- revises: <id>, …|base}, {@code -- branch: <label>},
 * {@code -- depends-on: <id>, …}, {@code -- replaces: <id>, …}, {@code -- message: <text>}. Other comments are left alone; the header ends at the
 * first line that is neither a comment nor blank.
 *
 * @param revises null if the script does not say: it follows the one before it in version order
 */
record ScriptHeader(
        @Nullable List<RevisionId> revises,
        Optional<String> branch,
        List<RevisionId> dependsOn,
        List<RevisionId> replaces,
        Optional<String> message) {

    /** That of a script which says nothing of its place. */
    static final ScriptHeader NONE = new ScriptHeader(null, Optional.empty(), List.of(), List.of(), Optional.empty());

    private static final String COMMENT = "--";
    private static final Set<String> KEYS = Set.of("revises", "branch", "depends-on", "replaces", "message");
    private static final Pattern LABEL = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

    /** @param file for messages */
    static ScriptHeader read(String file, String text) {
        List<RevisionId> revises = null;
        Optional<String> branch = Optional.empty();
        List<RevisionId> dependsOn = List.of();
        List<RevisionId> replaces = List.of();
        Optional<String> message = Optional.empty();
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end).strip();
            start = end < 0 ? text.length() : end + 1;
            number++;
            if (!line.isEmpty() && !line.startsWith(COMMENT)) {
                break;
            }
            String key = key(line);
            if (!key.isEmpty()) {
                String where = file + ":" + number + ": ";
                String value = line.substring(line.indexOf(':') + 1).strip();
                switch (key) {
                    case "revises" ->
                        revises = value.equalsIgnoreCase("base") ? List.of() : ids(where, "revises", value);
                    case "depends-on" -> dependsOn = ids(where, "depends-on", value);
                    case "replaces" -> replaces = ids(where, "replaces", value);
                    case "branch" -> branch = Optional.of(label(where, value));
                    default -> message = value.isEmpty() ? Optional.empty() : Optional.of(value);
                }
            }
        }
        return new ScriptHeader(revises, branch, dependsOn, replaces, message);
    }

    /** What a line of the header speaks of; nothing if it is another comment. */
    private static String key(String line) {
        int colon = line.indexOf(':');
        String key = colon < COMMENT.length() || !line.startsWith(COMMENT)
                ? ""
                : line.substring(COMMENT.length(), colon).strip().toLowerCase(Locale.ROOT);
        return KEYS.contains(key) ? key : "";
    }

    /** The text without these lines, for what becomes a part of another script. */
    static String without(String text) {
        StringBuilder body = new StringBuilder();
        boolean header = true;
        for (String line : text.split("\\R", -1)) {
            String stripped = line.strip();
            header &= stripped.isEmpty() || stripped.startsWith(COMMENT);
            if (!header || key(stripped).isEmpty()) {
                body.append(line).append('\n');
            }
        }
        return body.toString().strip();
    }

    /** The lines to begin a new script with. */
    static String write(Revision revision) {
        StringBuilder header = new StringBuilder();
        header.append("-- message: ").append(revision.message()).append('\n');
        header.append("-- revises: ")
                .append(revision.isBase() ? "base" : join(revision.revises()))
                .append('\n');
        revision.branch()
                .ifPresent(label -> header.append("-- branch: ").append(label).append('\n'));
        if (!revision.dependsOn().isEmpty()) {
            header.append("-- depends-on: ").append(join(revision.dependsOn())).append('\n');
        }
        return header.append(replaces(revision)).append('\n').toString();
    }

    /** The line that says what it was made of, or nothing. */
    static String replaces(Revision revision) {
        return revision.replaces().isEmpty() ? "" : "-- replaces: " + join(revision.replaces()) + "\n";
    }

    /** Whether the script was made of several, of which this was the last. */
    boolean replaces(RevisionId id) {
        return replaces.contains(id);
    }

    static String join(List<RevisionId> ids) {
        return String.join(", ", ids.stream().map(RevisionId::toString).toList());
    }

    private static List<RevisionId> ids(String where, String key, String value) {
        List<RevisionId> ids = new ArrayList<>();
        for (String id : value.split("\\s*,\\s*", -1)) {
            if (!RevisionId.isValid(id)) {
                throw new RefusedException(where + "\"" + key + ": " + value
                        + "\" must name revisions by their ids, separated by commas"
                        + (key.equals("revises") ? ", or be the word base." : "."));
            }
            ids.add(RevisionId.of(id));
        }
        return ids.stream().distinct().sorted().toList();
    }

    static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    private static String label(String where, String value) {
        if (!isLabel(value)) {
            throw new RefusedException(
                    where + "the branch label \"" + value + "\" must be one word that does not begin with a digit.");
        }
        return value;
    }
}
