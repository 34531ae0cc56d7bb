package io.evolua.engine.revision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a revision in the place of others. The originals are copied first and deleted last; in between both lie there, and
 * the one that says what it replaces is the one that counts.
 */
final class Replacement {

    private final ScriptRoot root;
    private final List<Path> originals = new ArrayList<>();

    Replacement(ScriptRoot root, List<Revision> originals) {
        this.root = root;
        for (Revision original : originals) {
            this.originals.add(original.up().file());
            original.down().map(Script::file).ifPresent(this.originals::add);
        }
    }

    void write(Revision revision, String up, String down) throws IOException {
        Path upFile = revision.up().file();
        Path downFile = revision.down().orElseThrow().file();
        for (Path original : originals) {
            Path copy = root.replaced(original);
            Files.createDirectories(copy.getParent());
            Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        // The way up last: from then on it is this revision that counts.
        move(ScriptWriter.draft(downFile, down), downFile);
        move(ScriptWriter.draft(upFile, up), upFile);
        for (Path original : originals) {
            if (!original.equals(upFile) && !original.equals(downFile)) {
                Files.delete(original);
            }
        }
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
