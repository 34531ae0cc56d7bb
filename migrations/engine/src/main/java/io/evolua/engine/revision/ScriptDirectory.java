package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of a project's revisions: in each {@code migration/} holds the scripts that go up, {@code undo/} those that go
 * down. They are Flyway's, so that {@code migration/} of an existing Flyway project serves as it is; so does a location with
 * another name, beside which the scripts lie that go down.
 *
 * <p>An object of this class is what was found when it was loaded.
 */
public final class ScriptDirectory {

    private final ScriptFolders folders;
    private final RevisionGraph graph;
    private final List<String> skipped;
    private final List<Squashed> squashed;
    private final OtherScripts others;
    private final Placeholders placeholders;

    private ScriptDirectory(
            ScriptFolders folders,
            Placeholders placeholders,
            RevisionGraph graph,
            List<Squashed> squashed,
            OtherScripts others,
            List<String> skipped) {
        this.folders = folders;
        this.graph = graph;
        this.squashed = List.copyOf(squashed);
        this.others = others;
        this.placeholders = placeholders;
        this.skipped = List.copyOf(skipped);
    }

    /** Reads all scripts of one folder. */
    public static ScriptDirectory load(Path root) {
        return load(ScriptFolders.of(root));
    }

    /**
     * Reads all scripts of the folders, which may lie in any file system, also in a jar.
     *
     * @throws UsageException if there is no such folder
     * @throws RefusedException if scripts cannot be understood, naming every one of them and why
     */
    public static ScriptDirectory load(ScriptFolders folders) {
        return load(folders, Placeholders.NONE);
    }

    /**
     * As {@link #load(ScriptFolders)}, with values for what stands in the scripts for some.
     */
    public static ScriptDirectory load(ScriptFolders folders, Placeholders placeholders) {
        FileChanges.finish(folders);
        ScriptLoader loader = new ScriptLoader(
                folders.folders().stream()
                        .map(folder -> ScriptRoot.of(folder).require())
                        .toList(),
                folders.classes(),
                placeholders);
        ScriptLoader.Loaded loaded = loader.load();
        return new ScriptDirectory(
                folders,
                placeholders,
                RevisionGraph.of(loaded.revisions()),
                loaded.squashed(),
                loader.others(),
                loader.skipped());
    }

    public RevisionGraph graph() {
        return graph;
    }

    /** The revisions that were made of several. */
    public List<Squashed> squashed() {
        return squashed;
    }

    /**
     * The graph with these revisions as they were before they were made one, each for a database that began with what it
     * was made of.
     */
    public RevisionGraph graphWithOriginalsOf(Collection<Squashed> expanded) {
        if (expanded.isEmpty()) {
            return graph;
        }
        Set<RevisionId> instead =
                expanded.stream().map(each -> each.revision().id()).collect(Collectors.toSet());
        List<Revision> revisions = new ArrayList<>();
        graph.order().stream()
                .filter(revision -> !instead.contains(revision.id()))
                .forEach(revisions::add);
        expanded.forEach(each -> revisions.addAll(each.inItsPlace()));
        return RevisionGraph.of(revisions);
    }

    public RevisionNames names() {
        return new RevisionNames(graph);
    }

    /**
     * Reads all scripts to see whether one holds placeholders whose values are the database's, so that it differs from one
     * to the next.
     *
     * @throws RefusedException if one cannot be read
     */
    public boolean asksDatabase() {
        Stream<Revision> revisions =
                Stream.concat(graph.order().stream(), squashed.stream().flatMap(each -> each.originals().stream()));
        return Stream.concat(
                        others.all().stream(),
                        revisions.flatMap(
                                revision -> Stream.concat(Stream.of(revision.up()), revision.down().stream())))
                .anyMatch(Script::asksDatabase);
    }

    /** Flyway's scripts that are no revisions. */
    public OtherScripts others() {
        return others;
    }

    /** SQL files that are named as none of Flyway's scripts: they are never run. By name. */
    public List<String> skipped() {
        return skipped;
    }

    /** What of the class path was not searched for migrations written in Java, in words. */
    public Optional<String> notSearched() {
        return folders.classes().remark();
    }

    /**
     * Writes the two scripts of a new revision: both, or neither. Its id is the time, in the clock's zone, and in any case greater
     * than every id there is.
     *
     * @throws UsageException if the folder is not one that can be written to, or {@code revises} names none of its
     *     revisions
     * @throws RefusedException if the files cannot be written
     */
    public Revision write(NewRevision wanted) {
        return writeInLine(List.of(wanted)).get(0);
    }

    /**
     * As {@link #write}, several of which each but the first follows the one before it: all of them, or none.
     *
     * @param wanted at least one
     */
    public List<Revision> writeInLine(List<NewRevision> wanted) {
        requireIntegrity();
        Path root = folders.forNew(wanted.get(0).placement(), graph);
        return new ScriptWriter(folders, root, graph, placeholders).write(wanted);
    }

    /**
     * Writes a revision in the place of those that it replaces, whose scripts move to {@code replaced/}: all of it, or
     * nothing.
     *
     * @throws UsageException as {@link #write}
     * @throws RefusedException if the files cannot be written
     */
    public Revision writeInPlaceOf(List<Revision> originals, NewRevision wanted) {
        requireIntegrity();
        List<Path> roots = originals.stream()
                .map(original -> folders.of(original.up()))
                .distinct()
                .toList();
        if (roots.size() > 1) {
            throw new RefusedException("What is made one must lie in one folder of scripts, and these lie in several: "
                    + RevisionNames.list(originals) + ".");
        }
        return new ScriptWriter(folders, roots.get(0), graph, placeholders).writeInPlaceOf(originals, wanted);
    }

    /**
     * Writes the scripts that take revisions back: all of them, or none. The up scripts and the list of the revisions stay
     * as they are.
     *
     * @param scripts the statements, by revisions that have no such script
     * @throws UsageException if the folder is not one that can be written to
     * @throws RefusedException if a file cannot be written, or is there
     */
    public List<Path> writeUndo(Map<Revision, String> scripts) {
        folders.folders().forEach(ScriptWriter::requireOrdinaryFolder);
        return new UndoWriter(folders).write(scripts);
    }

    private Integrity integrity() {
        return new Integrity(folders.first(), graph);
    }

    /**
     * Holds {@code revisions.sum} against the scripts, if there is such a file.
     *
     * @throws RefusedException naming every revision of which they say something else
     */
    public void requireIntegrity() {
        integrity().require();
    }

    /** The file that lists the revisions, whether it exists or not. */
    public Path integrityFile() {
        return integrity().file();
    }

    /**
     * Writes {@code revisions.sum} as the scripts are.
     *
     * @return whether it was not so before
     * @throws RefusedException if it cannot be written
     */
    public boolean rehash() {
        return integrity().write();
    }
}
