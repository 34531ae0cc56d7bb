package io.evolua.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the process finds around it.
 *
 * @param environment the environment variables
 * @param workingDirectory where relative paths of the command line and of {@code .env} start; empty for the process's
 *     own, so that messages show paths as the user wrote them
 * @param defaults what the embedding program brings along
 */
record Surroundings(Map<String, String> environment, Path workingDirectory, Defaults defaults) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess(Defaults defaults) {
        return new Surroundings(System.getenv(), Path.of(""), defaults);
    }
}
