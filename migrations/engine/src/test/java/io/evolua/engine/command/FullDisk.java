package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import java.nio.file.Path;

/** A process that writes a revision, for a test that lets no file of it become long. */
final class FullDisk {

    static final int REFUSED = 3;

    private FullDisk() {}

    public static void main(String[] arguments) {
        try {
            new Revise(CommandContext.of(Path.of(arguments[0])), ModelSettings.none()).empty(arguments[1]);
        } catch (RefusedException e) {
            System.out.println(e.getMessage());
            System.exit(REFUSED);
        }
    }
}
