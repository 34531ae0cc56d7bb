import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A step of the build: writes which revisions there are, one a line as {@code <version> <description>}, oldest first, by
 * the names of the scripts ({@code V<version>__<description>.sql}). Run as {@code java RevisionList.java <scripts> <file>}.
 */
final class RevisionList {

    private static final Pattern NAME = Pattern.compile("V(\\d+(?:[._]\\d+)*)__(.*)\\.sql");

    /** Versions compare number by number, as Flyway's do: 9 before 10. */
    private static final Comparator<String> BY_VERSION = (left, right) -> Arrays.compare(
            left.split("\\."),
            right.split("\\."),
            Comparator.comparing(java.math.BigInteger::new));

    private RevisionList() {}

    public static void main(String[] args) throws IOException {
        Path scripts = Path.of(args[0]);
        Path file = Path.of(args[1]);
        TreeMap<String, String> revisions = new TreeMap<>(BY_VERSION);
        try (Stream<Path> files = Files.list(scripts)) {
            for (Path script : files.toList()) {
                Matcher name = NAME.matcher(script.getFileName().toString());
                if (name.matches()) {
                    revisions.put(name.group(1).replace('_', '.'), name.group(2).replace('_', ' '));
                }
            }
        }
        if (revisions.isEmpty()) {
            throw new IllegalStateException("no V<version>__<description>.sql in " + scripts);
        }
        List<String> lines = revisions.entrySet().stream()
                .map(revision -> revision.getKey() + " " + revision.getValue())
                .toList();
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }
}
