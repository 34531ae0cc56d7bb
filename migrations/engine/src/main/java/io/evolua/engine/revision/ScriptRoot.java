package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder of scripts, laid out in one of two ways. Usually it holds {@code migration/}, {@code undo/} and
 * {@code replaced/}; but a location of Flyway's with any other name serves as it is: it holds the scripts that go up, and
 * the others lie in folders beside it, because Flyway would look into those within.
 *
 * @param folder as it is set
 * @param up holds the scripts that go up, in folders of any depth
 * @param down those that go down
 * @param replaced holds {@code migration/} and {@code undo/} of revisions that were made one
 */
record ScriptRoot(Path folder, Path up, Path down, Path replaced) {

    static final String UP = "migration";
    static final String DOWN = "undo";
    private static final String REPLACED = "replaced";

    static ScriptRoot of(Path folder) {
        Path up = folder.resolve(UP);
        return !Files.isDirectory(up) && isLocation(folder)
                ? new ScriptRoot(folder, folder, beside(folder, DOWN), beside(folder, REPLACED))
                : new ScriptRoot(folder, up, folder.resolve(DOWN), folder.resolve(REPLACED));
    }

    /** Whether the folder itself is a location of Flyway's: one that holds scripts. */
    private static boolean isLocation(Path folder) {
        if (folder.endsWith(UP) || !Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).endsWith(".sql"));
        } catch (IOException e) {
            throw new RefusedException(folder + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static Path beside(Path folder, String what) {
        Path name = Objects.requireNonNull(folder.toAbsolutePath().normalize().getFileName(), "a location has a name");
        return folder.resolveSibling(name + "-" + what);
    }

    /** Where its files are. */
    List<Path> places() {
        return List.of(folder, down, replaced);
    }

    /** Whether it is a location of Flyway's itself. */
    boolean isLocation() {
        return up.equals(folder);
    }

    /** @throws UsageException if it is not there, or holds no scripts */
    ScriptRoot require() {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no folder " + folder + " for the scripts. Create it with: evolua init");
        }
        if (!Files.isDirectory(up)) {
            throw new UsageException("The folder " + folder + " holds no folder " + UP + "/ with scripts. "
                    + (folder.endsWith(UP)
                            ? "Name the folder above it."
                            : "Name the one that does, or create it with: evolua init"));
        }
        return this;
    }

    /** Where the original of a script that was made one with others goes. */
    Path replaced(Path script) {
        boolean goesUp = script.startsWith(up);
        return replaced.resolve(goesUp ? UP : DOWN).resolve((goesUp ? up : down).relativize(script));
    }
}
