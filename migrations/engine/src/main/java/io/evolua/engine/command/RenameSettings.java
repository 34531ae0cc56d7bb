package io.evolua.engine.command;

import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.change.Rename;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is known of renames, which no comparison can see by itself.
 *
 * @param known what was said before
 * @param question is asked once for each removal and addition that look like a rename; never to guess, say false
 */
public record RenameSettings(List<Rename> known, Predicate<PossibleRename> question) {

    /** Nothing is renamed, nobody is asked. */
    public static final RenameSettings NONE = new RenameSettings(List.of(), possible -> false);

    public RenameSettings {
        known = List.copyOf(known);
    }
}
