package io.evolua.web.production;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Payara Micro unpacked, once for all instances; each has a folder of its own, as new as in the image. */
final class ServerFolder {

    private static final String LAUNCHER = "launch-micro.jar";

    /** The server's jars, which are most of it and stay as they are: the same files for all. */
    private static final String JARS = "runtime";

    private final Path unpacked;

    ServerFolder(Path unpacked) {
        this.unpacked = unpacked;
    }

    /** Unpacks the server if it was not yet. */
    void unpack(Path log) throws IOException, InterruptedException {
        if (Files.exists(unpacked.resolve(LAUNCHER))) {
            return;
        }
        Files.createDirectories(unpacked);
        Process unpacking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("payara.micro.jar"),
                        "--nocluster",
                        "--nohazelcast",
                        "--rootdir",
                        unpacked.toString(),
                        "--outputlauncher")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (unpacking.waitFor() != 0) {
            throw new AssertionError("Payara Micro could not be unpacked: " + Files.readString(log));
        }
    }

    /** Makes a folder of an instance's own, in the place of one that an earlier run left. */
    void copyTo(Path folder) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(unpacked)) {
            files.filter(file -> !file.equals(unpacked))
                    .forEach(file -> copy(file, folder.resolve(unpacked.relativize(file))));
        }
    }

    private void copy(Path file, Path copy) {
        try {
            if (file.startsWith(unpacked.resolve(JARS)) && Files.isRegularFile(file)) {
                Files.createLink(copy, file);
            } else {
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
