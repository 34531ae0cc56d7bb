package io.evolua.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder {@code db} that was packaged with this class. */
final class OwnScripts {

    private OwnScripts() {}

    /** In the jar, which stays open as long as the program runs, or in a folder of classes. */
    static Path folder() {
        Path origin = origin();
        if (Files.isDirectory(origin)) {
            return origin.resolve("db");
        }
        try {
            return FileSystems.newFileSystem(origin).getPath("/db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path origin() {
        try {
            URI location = OwnScripts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
