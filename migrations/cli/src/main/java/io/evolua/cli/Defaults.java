package io.evolua.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a program that embeds the command line brings along.
 *
 * @param scripts the folder that holds {@code migration/} and {@code undo/}; null if there is no default
 */
public record Defaults(@Nullable Path scripts) {

    /** The plain command line: nothing is brought along. */
    public static final Defaults NONE = new Defaults(null);
}
