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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes new revisions' scripts, together with the line over the directory: all of these files or none. */
final class ScriptWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final ScriptFolders folders;
    private final Path root;
    private final Placeholders placeholders;
    private RevisionGraph graph;

    /** @param root the one of the folders to write to */
    ScriptWriter(ScriptFolders folders, Path root, RevisionGraph graph, Placeholders placeholders) {
        this.folders = folders;
        this.root = root;
        this.graph = graph;
        this.placeholders = placeholders;
    }

    /** Each but the first follows the one before it. */
    List<Revision> write(List<NewRevision> wanted) {
        requireOrdinaryFolder(root);
        List<Revision> written = new ArrayList<>();
        try (FileChanges changes = new FileChanges(folders)) {
            for (NewRevision each : wanted) {
                NewRevision next = written.isEmpty()
                        ? each
                        : each.behind(written.get(written.size() - 1).id());
                Revision revision = revision(next);
                written.add(revision);
                changes.requireNew(revision.up().file());
                changes.requireNew(revision.down().orElseThrow().file());
                put(changes, revision, next);
                graph = with(revision, Set.of());
            }
            return commit(changes, written);
        } catch (IOException e) {
            throw cannot(written, e);
        }
    }

    /** The originals move to {@code replaced/}, each with the file of its settings, if it has one. */
    Revision writeInPlaceOf(List<Revision> originals, NewRevision wanted) {
        requireOrdinaryFolder(root);
        Revision revision = revision(wanted);
        try (FileChanges changes = new FileChanges(folders)) {
            for (Path original : files(originals)) {
                changes.copy(original, ScriptRoot.of(root).replaced(original));
                changes.delete(original);
            }
            put(changes, revision, wanted);
            graph = with(revision, Set.copyOf(revision.replaces()));
            return commit(changes, List.of(revision)).get(0);
        } catch (IOException e) {
            throw cannot(List.of(revision), e);
        }
    }

    private static List<Path> files(List<Revision> revisions) {
        return revisions.stream()
                .flatMap(revision -> Stream.concat(Stream.of(revision.up()), revision.down().stream()))
                .map(Script::file)
                .flatMap(file -> Stream.of(file, ScriptConf.beside(file)))
                .filter(Files::exists)
                .toList();
    }

    private List<Revision> commit(FileChanges changes, List<Revision> written) throws IOException {
        Integrity integrity = new Integrity(folders.first(), graph);
        if (integrity.exists()) {
            changes.write(integrity.file(), integrity.text());
        }
        changes.commit();
        RevisionGraph all = ScriptDirectory.load(folders, placeholders).graph();
        return written.stream().map(revision -> all.get(revision.id())).toList();
    }

    private RefusedException cannot(List<Revision> revisions, IOException e) {
        return new RefusedException(
                "The scripts of revision " + RevisionNames.list(revisions) + " cannot be written to " + root + " ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage() + "). Nothing was written.",
                e);
    }

    /** As the scripts are read then: what does not say what it revises follows the version before it. */
    private RevisionGraph with(Revision written, Set<RevisionId> gone) {
        Map<RevisionId, Revision> all = new TreeMap<>();
        graph.order().stream()
                .filter(revision -> !gone.contains(revision.id()))
                .forEach(revision -> all.put(revision.id(), revision));
        all.put(written.id(), written);
        List<Revision> linked = new ArrayList<>();
        List<RevisionId> before = List.of();
        for (Revision revision : all.values()) {
            linked.add(revision.placed() ? revision : revision.revising(before));
            before = List.of(revision.id());
        }
        return RevisionGraph.of(linked);
    }

    private void put(FileChanges changes, Revision revision, NewRevision wanted) throws IOException {
        put(changes, revision.up(), upText(revision, wanted));
        put(changes, revision.down().orElseThrow(), downText(revision, wanted));
    }

    /** What is written means what it says, such as the body of a function that holds {@code ${…}}. */
    private void put(FileChanges changes, Script script, String text) throws IOException {
        if (placeholders.in(text)) {
            changes.write(ScriptConf.beside(script.file()), ScriptConf.LITERALLY);
        }
        changes.write(script.file(), text);
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
        require(placement);
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
