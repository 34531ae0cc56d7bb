package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file {@code revisions.sum} over the script directory: a line for each revision and what it follows, and the sum of
 * these lines. Two branches that both add revisions change the same lines, so that they conflict where they are merged, in
 * Git, and not in a database. What the statements are is not its business: a script may be edited until it is applied, and
 * then the history knows its checksum.
 */
final class Integrity {

    static final String FILE = "revisions.sum";

    private static final String COMMENT = "# The revisions of this folder. After a conflict here: evolua rehash, then"
            + " evolua merge if there are two heads.";
    private static final String SUM = "sum ";

    private final Path file;
    private final RevisionGraph graph;

    Integrity(Path root, RevisionGraph graph) {
        this.file = root.resolve(FILE);
        this.graph = graph;
    }

    Path file() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * Holds the file against the scripts; without a file all is well.
     *
     * @throws RefusedException naming every revision of which they say something else
     */
    void require() {
        if (!exists()) {
            return;
        }
        String text = SqlFile.decode(file, SqlFile.bytes(file));
        if (text.equals(text())) {
            return;
        }
        if (text.lines().anyMatch(line -> line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>"))) {
            throw new RefusedException(
                    file + " holds Git's conflict marks: two branches added revisions. Keep the scripts of"
                            + " both, write the file anew with evolua rehash, and join the heads with evolua merge.");
        }
        throw new RefusedException(file + " does not fit the scripts:\n  " + String.join("\n  ", problems(text))
                + "\nIf the scripts are right, write it anew: evolua rehash");
    }

    private List<String> problems(String text) {
        Map<String, String> listed = byId(text);
        Map<String, String> actual = byId(text());
        List<String> problems = new ArrayList<>();
        actual.forEach((id, line) -> {
            Optional<String> said = Optional.ofNullable(listed.remove(id));
            if (said.isEmpty()) {
                problems.add("revision " + id + " is not listed");
            } else if (!said.get().equals(line)) {
                problems.add("it says \"" + said.get() + "\", and the script says \"" + line + "\"");
            }
        });
        listed.forEach((id, line) -> problems.add("revision " + id + " is listed and has no script"));
        return problems.isEmpty() ? List.of("it was changed by hand") : problems;
    }

    private static Map<String, String> byId(String text) {
        Map<String, String> lines = new TreeMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(SUM))
                .forEach(line -> lines.put(line.split(" ", 2)[0], line));
        return lines;
    }

    /**
     * Writes the file as the scripts are.
     *
     * @return whether it was not so before
     * @throws RefusedException if it cannot be written; then it is as it was
     */
    boolean write() {
        if (exists() && SqlFile.decode(file, SqlFile.bytes(file)).equals(text())) {
            return false;
        }
        Path draft =
                file.resolveSibling("." + FILE + "." + ProcessHandle.current().pid() + ".draft");
        try {
            Files.writeString(draft, text());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new RefusedException(
                    file + " cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ").", e);
        } finally {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException ignored) {
                // It stays beside the file, under a name that nobody reads.
            }
        }
    }

    /** What the file says if it fits the scripts. */
    String text() {
        List<String> lines = graph.byVersion().stream().map(Integrity::line).toList();
        return COMMENT + "\n" + SUM + sum(lines) + "\n"
                + String.join("", lines.stream().map(line -> line + "\n").toList());
    }

    private static String line(Revision revision) {
        return revision.id() + " " + revision.slug() + " revises "
                + (revision.isBase()
                        ? "base"
                        : ScriptHeader.join(revision.revises()).replace(", ", ","))
                + revision.branch().map(label -> " branch " + label).orElse("")
                + (revision.dependsOn().isEmpty()
                        ? ""
                        : " depends-on "
                                + ScriptHeader.join(revision.dependsOn()).replace(", ", ","));
    }

    private static String sum(List<String> lines) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
