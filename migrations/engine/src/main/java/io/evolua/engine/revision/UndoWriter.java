package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes scripts that take back revisions which have none: all of them or none, and never over another file. */
final class UndoWriter {

    private final ScriptFolders folders;

    UndoWriter(ScriptFolders folders) {
        this.folders = folders;
    }

    List<Path> write(Map<Revision, String> scripts) {
        List<Path> written = new ArrayList<>();
        try (FileChanges changes = new FileChanges(folders)) {
            for (Map.Entry<Revision, String> script : scripts.entrySet()) {
                Revision revision = script.getKey();
                Path file = ScriptRoot.of(folders.of(revision.up()))
                        .down()
                        .resolve("U" + revision.id() + "__" + revision.slug() + ".sql");
                changes.requireNew(file);
                changes.write(
                        file,
                        "-- Takes back " + revision.up().name() + "\n"
                                + script.getValue().stripTrailing() + "\n");
                written.add(file);
            }
            changes.commit();
            return List.copyOf(written);
        } catch (IOException e) {
            throw new RefusedException(
                    "The undo scripts cannot be written to " + folders + " ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage() + "). Nothing was written.",
                    e);
        }
    }
}
