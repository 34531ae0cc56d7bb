package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes scripts that take back revisions which have none: all of them or none, and never over another file. */
final class UndoWriter {

    private final ScriptFolders folders;

    UndoWriter(ScriptFolders folders) {
        this.folders = folders;
    }

    List<Path> write(Map<Revision, String> scripts) {
        Map<Path, Path> drafts = new LinkedHashMap<>();
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<Revision, String> script : scripts.entrySet()) {
                Revision revision = script.getKey();
                Path file = ScriptRoot.of(folders.of(revision.up()))
                        .down()
                        .resolve("U" + revision.id() + "__" + revision.slug() + ".sql");
                String text = "-- Takes back " + revision.up().name() + "\n"
                        + script.getValue().stripTrailing() + "\n";
                drafts.put(file, ScriptWriter.draft(file, text));
            }
            for (Map.Entry<Path, Path> draft : drafts.entrySet()) {
                Files.move(draft.getValue(), draft.getKey());
                written.add(draft.getKey());
            }
            return List.copyOf(written);
        } catch (IOException e) {
            delete(written);
            throw new RefusedException(
                    "The undo scripts cannot be written to " + folders + " ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage() + "). Nothing was written.",
                    e);
        } finally {
            delete(drafts.values());
        }
    }

    private static void delete(Iterable<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new RefusedException(file + " remains and cannot be deleted (" + e.getMessage() + ").", e);
            }
        }
    }
}
