package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the scripts are, and how new ones are named.
 *
 * @param folders each holds {@code migration/} and {@code undo/}, or is a location of Flyway's itself; together they are one graph; at least one
 * @param template names the files of new revisions
 * @param classes where migrations written in Java are found
 */
public record ScriptFolders(List<Path> folders, FileTemplate template, MigrationClasses classes) {

    public ScriptFolders {
        folders = List.copyOf(folders);
        if (folders.isEmpty()) {
            throw new UsageException("No folder of scripts is named. Name one with --scripts.");
        }
    }

    public ScriptFolders(List<Path> folders, FileTemplate template) {
        this(folders, template, MigrationClasses.NONE);
    }

    public static ScriptFolders of(Path folder) {
        return new ScriptFolders(List.of(folder), FileTemplate.DEFAULT);
    }

    public ScriptFolders withTemplate(FileTemplate other) {
        return new ScriptFolders(folders, other, classes);
    }

    public ScriptFolders withClasses(MigrationClasses other) {
        return new ScriptFolders(folders, template, other);
    }

    /** Holds what there is once for all of them. */
    public Path first() {
        return folders.get(0);
    }

    /** Whether there is something to be read at all. */
    public boolean exist() {
        return folders.stream().anyMatch(Files::isDirectory);
    }

    /** What each of them consists of, there or not: a folder of scripts that go up, and one of those that go down. */
    public List<Path> parts() {
        return folders.stream()
                .map(ScriptRoot::of)
                .flatMap(root -> Stream.of(root.up(), root.down()))
                .toList();
    }

    /** The one that a script belongs to. */
    Path of(Script script) {
        if (script instanceof JavaClass java) {
            return java.folder();
        }
        return folders.stream()
                .filter(folder -> script.file().startsWith(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(script + " lies in none of " + this));
    }

    /**
     * Where a new revision goes: where its author says, else to what it follows.
     *
     * @throws UsageException if its author names none of these, or must say it and does not
     */
    Path forNew(Placement placement, RevisionGraph graph) {
        if (placement.folder().isPresent()) {
            return known(placement.folder().get());
        }
        Optional<RevisionId> newest = placement.revises().stream().max(RevisionId::compareTo);
        if (folders.size() > 1 && newest.isEmpty()) {
            throw new UsageException("There are several folders of scripts: " + list()
                    + ". Say into which one the revision goes: --path " + first());
        }
        return newest.flatMap(graph::find).map(revision -> of(revision.up())).orElseGet(this::first);
    }

    private Path known(Path wanted) {
        return folders.stream()
                .filter(folder -> same(folder, wanted))
                .findFirst()
                .orElseThrow(() -> new UsageException("\"" + wanted + "\" is none of the folders of scripts, which are "
                        + list() + ". Name one of them, or add it with --scripts."));
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.equals(other) || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false;
        }
    }

    private String list() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** As it is set. */
    @Override
    public String toString() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
