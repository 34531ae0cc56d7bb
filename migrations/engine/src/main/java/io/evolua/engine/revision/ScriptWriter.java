package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a new revision's scripts: both or neither. */
final class ScriptWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final ScriptFolders folders;
    private final Path root;
    private final RevisionGraph graph;
    private final Placeholders placeholders;

    /** @param root the one of the folders to write to */
    ScriptWriter(ScriptFolders folders, Path root, RevisionGraph graph, Placeholders placeholders) {
        this.folders = folders;
        this.root = root;
        this.graph = graph;
        this.placeholders = placeholders;
    }

    Revision write(NewRevision wanted) {
        requireOrdinaryFolder(root);
        require(wanted.placement());
        Revision revision = revision(wanted);
        try {
            String up = upText(revision, wanted);
            String down = downText(revision, wanted);
            keepLiterally(revision.up(), up);
            keepLiterally(revision.down().orElseThrow(), down);
            writeBoth(revision, up, down);
        } catch (IOException e) {
            throw new RefusedException(
                    "The scripts of revision " + revision + " cannot be written to " + root + " ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage() + "). Nothing was written.",
                    e);
        }
        return ScriptDirectory.load(folders, placeholders).graph().get(revision.id());
    }

    Revision writeInPlaceOf(List<Revision> originals, NewRevision wanted) {
        requireOrdinaryFolder(root);
        require(wanted.placement());
        Revision revision = revision(wanted);
        try {
            String up = upText(revision, wanted);
            String down = downText(revision, wanted);
            keepLiterally(revision.up(), up);
            keepLiterally(revision.down().orElseThrow(), down);
            new Replacement(ScriptRoot.of(root), originals).write(revision, up, down);
        } catch (IOException e) {
            throw new RefusedException(
                    "The scripts of revision " + revision + " cannot be written to " + root + " ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage() + ").",
                    e);
        }
        return ScriptDirectory.load(folders, placeholders).graph().get(revision.id());
    }

    /** What is written means what it says, such as the body of a function that holds {@code ${…}}; before the script itself. */
    private void keepLiterally(Script script, String text) throws IOException {
        if (placeholders.in(text)) {
            Path conf = ScriptConf.beside(script.file());
            Files.createDirectories(conf.resolveSibling(""));
            Files.writeString(conf, ScriptConf.LITERALLY);
        }
    }

    private static String upText(Revision revision, NewRevision wanted) {
        return ScriptHeader.write(revision) + body(wanted.upSql());
    }

    private static String downText(Revision revision, NewRevision wanted) {
        return "-- Takes back " + revision.up().name() + "\n" + ScriptHeader.replaces(revision) + "\n"
                + body(wanted.downSql());
    }

    static void requireOrdinaryFolder(Path root) {
        if (root.getFileSystem() != FileSystems.getDefault()) {
            throw new UsageException(root + " lies within " + root.getFileSystem()
                    + ", where no script can be written. Name a folder with --scripts.");
        }
    }

    /** Whatever is wrong is found before a file is written. */
    private void require(Placement placement) {
        for (RevisionId id : placement.revises()) {
            if (graph.find(id).isEmpty()) {
                throw new UsageException(
                        "A new revision cannot follow " + id + ": there is no such revision in " + folders + ".");
            }
        }
        for (RevisionId id : placement.dependsOn()) {
            if (graph.find(id).isEmpty()) {
                throw new UsageException(
                        "A new revision cannot depend on " + id + ": there is no such revision in " + folders + ".");
            }
        }
        placement.branch().ifPresent(label -> requireNewLabel(label, placement.replaces()));
        placement.id().ifPresent(id -> requireNewId(id, placement));
    }

    private void requireNewLabel(String label, List<RevisionId> replaces) {
        if (!ScriptHeader.isLabel(label)) {
            throw new UsageException(
                    "The branch label \"" + label + "\" must be one word that does not begin with a digit.");
        }
        graph.order().stream()
                .filter(revision ->
                        revision.branch().filter(label::equals).isPresent() && !replaces.contains(revision.id()))
                .findFirst()
                .ifPresent(other -> {
                    throw new UsageException(
                            "The branch label \"" + label + "\" is used by " + other + ". Choose another one.");
                });
    }

    /** Flyway runs scripts in the order of their versions, so that a revision must be newer than what it follows. */
    private void requireNewId(RevisionId id, Placement placement) {
        graph.find(id).filter(other -> !placement.replaces().contains(id)).ifPresent(other -> {
            throw new UsageException("There is a revision " + id + " already: " + other + ".");
        });
        Stream.concat(placement.revises().stream(), placement.dependsOn().stream())
                .filter(before -> before.compareTo(id) > 0)
                .findFirst()
                .ifPresent(before -> {
                    throw new UsageException("The id " + id + " is smaller than that of " + graph.get(before)
                            + ", which must be applied before it: Flyway would run them in the wrong order."
                            + " Choose a greater one.");
                });
    }

    private Revision revision(NewRevision wanted) {
        Placement placement = wanted.placement();
        RevisionId id = placement.id().orElseGet(() -> nextId(wanted.clock()));
        String slug = Slug.of(wanted.message());
        String up = folders.template()
                .up(id, slug, wanted.clock().instant().atZone(wanted.clock().getZone()));
        return new Revision(
                id,
                slug,
                wanted.message(),
                placement.revises(),
                true,
                placement.branch(),
                placement.dependsOn(),
                placement.replaces(),
                script(ScriptRoot.of(root).up(), up),
                Optional.of(script(ScriptRoot.of(root).down(), FileTemplate.down(up))));
    }

    private static Script script(Path folder, String name) {
        return SqlFile.plain(folder.resolve(name), name, "", 0);
    }

    /** The down script first: a process killed between the two leaves one that is reported, never one that is run. */
    private static void writeBoth(Revision revision, String up, String down) throws IOException {
        Path upFile = revision.up().file();
        Path downFile = revision.down().orElseThrow().file();
        Path upDraft = null;
        Path downDraft = null;
        try {
            upDraft = draft(upFile, up);
            downDraft = draft(downFile, down);
            Files.move(downDraft, downFile);
            try {
                Files.move(upDraft, upFile);
            } catch (IOException e) {
                Files.deleteIfExists(downFile);
                throw e;
            }
        } finally {
            for (Path draft : new Path[] {upDraft, downDraft}) {
                if (draft != null) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    /** Takes back what was written, where the rest could not be. */
    static void remove(Revision written) {
        try {
            Files.deleteIfExists(written.up().file());
            Files.deleteIfExists(written.down().orElseThrow().file());
        } catch (IOException e) {
            throw new RefusedException(
                    "The scripts of revision " + written + " could not be taken back (" + e.getMessage()
                            + "). Delete them, or run: evolua rehash",
                    e);
        }
    }

    /** Not a temporary file of {@link Files#createTempFile}, which only its owner could read. */
    static Path draft(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
        try {
            return Files.writeString(draft, text);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private static String body(String sql) {
        return sql.stripTrailing() + "\n";
    }

    private RevisionId nextId(Clock clock) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), clock.getZone());
        RevisionId wanted = RevisionId.of(TIME.format(now));
        Optional<RevisionId> newest = graph.order().stream().map(Revision::id).max(RevisionId::compareTo);
        return newest.isPresent() && newest.get().compareTo(wanted) >= 0 ? after(newest.get()) : wanted;
    }

    private static RevisionId after(RevisionId newest) {
        BigInteger number = newest.firstNumber();
        try {
            LocalDateTime time = LocalDateTime.parse(number.toString(), TIME);
            return RevisionId.of(TIME.format(time.plusSeconds(1)));
        } catch (DateTimeParseException e) {
            return RevisionId.of(number.add(BigInteger.ONE).toString());
        }
    }
}
