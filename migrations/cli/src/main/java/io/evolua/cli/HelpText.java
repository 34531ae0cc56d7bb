package io.evolua.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The help, as {@link HelpRenderer} made it when the project was built. Reading it loads nothing of picocli. */
final class HelpText {

    /** The program's own help stands beside the commands' under its own name. */
    static final String PROGRAM = "evolua";

    private HelpText() {}

    /** The help of a command, or of the program. */
    static String of(String name) {
        try (InputStream stored = HelpText.class.getResourceAsStream("help/" + name + ".txt")) {
            if (stored == null) {
                throw new IllegalStateException("no help for \"" + name + "\" was packaged");
            }
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
