package io.evolua.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a program that embeds the command line brings along.
 *
 * @param scripts the folder that holds {@code migration/} and {@code undo/}, asked for when it is needed; null if there is none
 */
public record Defaults(@Nullable Supplier<Path> scripts) {

    /** The plain command line: nothing is brought along. */
    public static final Defaults NONE = new Defaults(null);
}
