import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.ScriptDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A step of the build: writes which revisions there are, as the engine reads them from their scripts, so that the WAR knows
 * them without the engine. A line for each, none before one that it follows: version, description, what it revises, what it
 * depends on, and the label of the branch that begins with it, with tabs between. Run as
 * {@code java RevisionList.java <scripts> <file>}.
 */
final class RevisionList {

    private RevisionList() {}

    public static void main(String[] args) throws IOException {
        Path scripts = Path.of(args[0]).toAbsolutePath().normalize();
        Path file = Path.of(args[1]);
        List<Revision> revisions = ScriptDirectory.load(scripts.getParent()).graph().order();
        if (revisions.isEmpty()) {
            throw new IllegalStateException("no V<version>__<description>.sql in " + scripts);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                revisions.stream().map(RevisionList::line).collect(Collectors.joining("\n", "", "\n")),
                StandardCharsets.UTF_8);
    }

    private static String line(Revision revision) {
        return String.join(
                "\t",
                revision.id().toString(),
                revision.flywayDescription(),
                ids(revision.revises()),
                ids(revision.dependsOn()),
                revision.branch().orElse(""));
    }

    private static String ids(Collection<RevisionId> ids) {
        return ids.stream().map(RevisionId::toString).collect(Collectors.joining(","));
    }
}
