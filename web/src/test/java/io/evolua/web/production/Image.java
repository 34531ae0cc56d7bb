package io.evolua.web.production;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders as in the image, a new one for each instance; what is large and stays as it is they have in common. */
final class Image {

    private static final Path HOMES = Path.of("target", "production").toAbsolutePath();
    private static final Path UNPACKED = HOMES.resolve("unpacked");
    private static final String LAUNCHER = "launch-micro.jar";

    /** The server's jars. */
    private static final String JARS = "runtime";

    private Image() {}

    /** Where an instance lives. */
    static Path home(String name) {
        return HOMES.resolve(name);
    }

    /** Where it says what it does. */
    static Path log(String name) {
        return HOMES.resolve(name + ".log");
    }

    /** Makes an instance's folder, in the place of one that an earlier run left. */
    static void make(String name, Path war) throws IOException, InterruptedException {
        Path home = Files.createDirectories(home(name));
        unpack();
        copyServer(home.resolve("server"));
        for (String file : List.of("web.sh", "logging-json.properties")) {
            Files.copy(Path.of("..", "docker", file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.copy(
                Path.of(System.getProperty("evolua.test.preboot")),
                home.resolve("preboot.asadmin"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(war, home.resolve("evolua.war"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void unpack() throws IOException, InterruptedException {
        if (Files.exists(UNPACKED.resolve(LAUNCHER))) {
            return;
        }
        Path log = log("unpacked");
        Files.createDirectories(UNPACKED);
        Process unpacking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("payara.micro.jar"),
                        "--nocluster",
                        "--nohazelcast",
                        "--rootdir",
                        UNPACKED.toString(),
                        "--outputlauncher")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (unpacking.waitFor() != 0) {
            throw new AssertionError("Payara Micro could not be unpacked: " + Files.readString(log));
        }
    }

    private static void copyServer(Path folder) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(UNPACKED)) {
            files.filter(file -> !file.equals(UNPACKED))
                    .forEach(file -> copy(file, folder.resolve(UNPACKED.relativize(file))));
        }
    }

    private static void copy(Path file, Path copy) {
        try {
            if (file.startsWith(UNPACKED.resolve(JARS)) && Files.isRegularFile(file)) {
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
