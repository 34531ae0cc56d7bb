package io.evolua.engine.command;

import io.evolua.engine.revision.ScriptDirectory;
import java.nio.file.Path;

/** Writes the line over the script directory, {@code revisions.sum}, as the scripts are. Needs no database. */
public final class Rehash {

    private final CommandContext context;

    public Rehash(CommandContext context) {
        this.context = context;
    }

    /**
     * What was written.
     *
     * @param file the file
     * @param revisions how many revisions it lists
     * @param changed whether it was not so before
     */
    public record Result(Path file, int revisions, boolean changed) {}

    /**
     * Creates the file, or writes it anew.
     *
     * @throws io.evolua.engine.RefusedException if the scripts are no graph, or the file cannot be written
     */
    public Result run() {
        ScriptDirectory scripts = context.loadScripts();
        boolean changed = scripts.rehash();
        return new Result(scripts.integrityFile(), scripts.graph().order().size(), changed);
    }
}
