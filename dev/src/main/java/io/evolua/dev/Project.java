package io.evolua.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in a checkout.
 *
 * @param root the repository's root
 */
record Project(Path root) {

    Path war() {
        return root.resolve("web/target/evolua.war");
    }

    Path job() {
        return root.resolve("migrations/job/target/evolua-job.jar");
    }

    Path serverJar() {
        return root.resolve("dev/target/payara-micro.jar");
    }

    /** The server's settings before it boots, the same everywhere. */
    Path preBootCommands() {
        return root.resolve("docker/preboot.asadmin");
    }

    Path dotEnv() {
        return root.resolve(".env");
    }

    /** What is kept between two starts: ignored by Git, and made anew when it is deleted (the database: empty). */
    Path state() {
        return root.resolve(".evolua");
    }

    Path log(String name) {
        return state().resolve("logs").resolve(name + ".log");
    }

    /** The address of the database, for as long as one runs here; {@code ./evolua} reads it. */
    Path databaseUrl() {
        return state().resolve("database-url");
    }

    /** As the user would write it from the repository's root. */
    String display(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }

    /** @throws DevException if something that the build makes is missing, or the state cannot be written */
    void check() {
        for (Path file : new Path[] {war(), job(), serverJar()}) {
            if (!Files.isRegularFile(file)) {
                throw new DevException(display(file) + " is missing. Start with ./evolua dev, which builds it.");
            }
        }
        try {
            Files.createDirectories(state().resolve("logs"));
        } catch (IOException e) {
            throw new DevException("Cannot write below " + state() + ": " + e.getMessage(), e);
        }
        if (!Files.isWritable(state())) {
            throw new DevException("Cannot write below " + state() + ": it belongs to another user. "
                    + "Start as that user, or delete the folder (it holds the development database).");
        }
    }
}
