package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes to the files of the script folders that are made all together or not at all, also if the disk is full or the
 * process is killed. What is new is written beside its place first. Then a list says what is to be moved and deleted: from
 * there on it holds, and whoever reads the folders next does what is left of it. Two may do so at once.
 *
 * <p>Closing it takes back what was written, unless it was committed.
 */
final class FileChanges implements AutoCloseable {

    /** In the first folder, while changes are made. */
    static final String LIST = ".evolua-changes";

    private static final String MOVE = "move";
    private static final String DELETE = "delete";
    private static final String SEPARATOR = "\t";

    private final ScriptFolders folders;
    private final List<String> steps = new ArrayList<>();
    private final List<Path> drafts = new ArrayList<>();
    private final Set<Path> written = new HashSet<>();
    private final Set<Path> deleted = new TreeSet<>();
    private final Deque<Path> createdFolders = new ArrayDeque<>();

    FileChanges(ScriptFolders folders) {
        this.folders = folders;
    }

    /** @throws FileAlreadyExistsException if there is such a file */
    void requireNew(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    /** A file, whether it is there or not. */
    void write(Path file, String text) throws IOException {
        Path draft = draft(file);
        try {
            Files.writeString(draft, text);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // It does not say which file it is about.
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        move(draft, file);
    }

    /** A file that has the content of another. */
    void copy(Path from, Path to) throws IOException {
        Path draft = draft(to);
        Files.copy(from, draft, StandardCopyOption.REPLACE_EXISTING);
        move(draft, to);
    }

    /** A file that is not wanted any more; not one that is written as well. */
    void delete(Path file) {
        deleted.add(base(file));
    }

    private void move(Path draft, Path file) {
        written.add(base(file));
        step(MOVE, draft, file);
    }

    /** Not a temporary file of {@link Files#createTempFile}, which only its owner could read. */
    private Path draft(Path file) throws IOException {
        createFolder(file.resolveSibling(""));
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
        drafts.add(draft);
        return draft;
    }

    private void createFolder(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = folder.toAbsolutePath(); each != null && !Files.exists(each); each = each.getParent()) {
            missing.push(each);
        }
        for (Path each : missing) {
            Files.createDirectories(each);
            createdFolders.push(each);
        }
    }

    private void step(String what, Path... files) {
        StringBuilder line = new StringBuilder(what);
        Path base = base(folders.first());
        for (Path file : files) {
            Path absolute = base(file);
            line.append(SEPARATOR).append(absolute.startsWith(base) ? base.relativize(absolute) : absolute);
        }
        steps.add(line.toString());
    }

    private static Path base(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /**
     * Makes the changes.
     *
     * @throws IOException if they cannot be made; then nothing is changed
     * @throws RefusedException if they hold, and not all could be made yet
     */
    void commit() throws IOException {
        // What is done twice must not delete what it wrote the first time.
        deleted.stream().filter(file -> !written.contains(file)).forEach(file -> step(DELETE, file));
        Path list = folders.first().resolve(LIST);
        Path draft = draft(list);
        Files.write(draft, steps);
        Files.move(draft, list);
        drafts.clear();
        createdFolders.clear();
        finish(list, folders);
    }

    /** Does what is left of changes that a process was killed in, if any. */
    static void finish(ScriptFolders folders) {
        for (Path folder : folders.folders()) {
            Path list = folder.resolve(LIST);
            if (Files.exists(list)) {
                finish(list, folders);
            }
        }
    }

    private static void finish(Path list, ScriptFolders folders) {
        try {
            List<Path> places = folders.folders().stream()
                    .flatMap(folder -> ScriptRoot.of(folder).places().stream())
                    .map(FileChanges::base)
                    .toList();
            for (String step : Files.readAllLines(list)) {
                perform(step.split(SEPARATOR, -1), list, places);
            }
            Files.deleteIfExists(list);
        } catch (NoSuchFileException e) {
            // Somebody else was faster, and made them.
            return;
        } catch (IOException e) {
            throw new RefusedException(
                    "The scripts are being changed, as " + list + " says, and this cannot be finished ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage() + "). Mend the reason, and run any"
                            + " command on these scripts: it finishes the change first.",
                    e);
        }
    }

    private static void perform(String[] step, Path list, List<Path> places) throws IOException {
        Path folder = base(list.resolveSibling(""));
        List<Path> files = new ArrayList<>();
        for (int i = 1; i < step.length; i++) {
            files.add(base(folder.resolve(step[i])));
        }
        for (Path file : files) {
            if (places.stream().noneMatch(file::startsWith)) {
                throw new IOException(file + " lies in none of " + places);
            }
        }
        if (step[0].equals(MOVE) && files.size() == 2) {
            if (Files.exists(files.get(0))) {
                moveNow(files.get(0), files.get(1));
            }
        } else if (step[0].equals(DELETE) && files.size() == 1) {
            Files.deleteIfExists(files.get(0));
        } else {
            throw new IOException("\"" + String.join(" ", step) + "\" is no change");
        }
    }

    private static void moveNow(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (!Files.exists(file)) {
                throw new IOException(file + " is missing", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path draft : drafts) {
            Files.deleteIfExists(draft);
        }
        for (Path folder : createdFolders) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // Somebody else put something into it.
                return;
            }
        }
    }
}
