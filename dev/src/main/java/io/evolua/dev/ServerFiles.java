package io.evolua.dev;

import io.evolua.dev.server.Boot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Payara Micro unpacked, so that a start need not unpack it, and with {@link Boot} beside it. Made once, and anew when the
 * server, the Java or this program changed; the class-data archive belongs to these files and goes with them.
 */
final class ServerFiles {

    private static final String LAUNCHER = "launch-micro.jar";
    private static final String DOMAIN = "config/domain.xml";
    private static final String DOMAIN_ORIGINAL = "config/domain-original.xml";
    private static final String BOOT_CLASS = Boot.class.getName().replace('.', '/') + ".class";

    /** Only this machine reaches the server. */
    private static final String LOOPBACK =
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                    + ".address=127.0.0.1\n";

    private final Project project;
    private final Path folder;
    private final Path log;

    ServerFiles(Project project, Path log) {
        this.project = project;
        this.folder = project.state().resolve("payara");
        this.log = log;
    }

    Path folder() {
        return folder;
    }

    /** The jar to start the server with. */
    Path boot() {
        return folder.resolve("evolua-boot.jar");
    }

    /** There once {@link ClassArchive} has made it. */
    Path archive() {
        return folder.resolve("server.jsa");
    }

    /** The server's settings before it boots: the project's, and an address. */
    Path preBootCommands() {
        return folder.resolve("evolua-pre-boot.txt");
    }

    boolean upToDate() throws IOException {
        Path madeFrom = folder.resolve("evolua-made-from");
        return Files.exists(madeFrom) && Files.readString(madeFrom).equals(origin());
    }

    void make() throws IOException, InterruptedException {
        Path making = folder.resolveSibling("payara.new");
        Folders.delete(making);
        unpack(making);
        writeBootJar(making);
        Files.copy(making.resolve(DOMAIN), making.resolve(DOMAIN_ORIGINAL));
        Files.writeString(
                making.resolve(preBootCommands().getFileName()),
                Files.readString(project.preBootCommands()) + LOOPBACK);
        Files.writeString(making.resolve("evolua-made-from"), origin());
        Folders.delete(folder);
        Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Removes what an earlier run left that was killed: the server would find its application registered and not deploy
     * another one, and parts of an archive stay for ever.
     */
    void clean() throws IOException {
        Folders.delete(folder.resolve("applications"));
        Folders.delete(folder.resolve("generated"));
        Files.deleteIfExists(deployed());
        Files.copy(folder.resolve(DOMAIN_ORIGINAL), folder.resolve(DOMAIN), StandardCopyOption.REPLACE_EXISTING);
        ClassArchive.clean(folder);
    }

    /** There as soon as the service is deployed. */
    Path deployed() {
        return folder.resolve(Boot.DEPLOYED);
    }

    private String origin() throws IOException {
        Path jar = project.serverJar();
        return String.join(
                "\n",
                jar.toString(),
                Files.size(jar) + " " + Files.getLastModifiedTime(jar),
                Files.readString(project.preBootCommands()),
                Java.version(),
                Long.toString(bootClass().length),
                "");
    }

    private void unpack(Path making) throws IOException, InterruptedException {
        Files.createDirectories(making);
        List<String> command = Java.command(
                "-jar", project.serverJar().toString(), "--outputlauncher", "--rootdir", making.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            int exit = process.waitFor();
            if (exit != 0 || !Files.exists(making.resolve(LAUNCHER))) {
                throw new DevException(
                        "Payara Micro could not be unpacked (exit code " + exit + "):" + LogTail.of(log));
            }
        } finally {
            process.destroy();
        }
    }

    /** The launcher's manifest opens packages of the Java platform to the server, for {@code java -jar} only. */
    private static void writeBootJar(Path folder) throws IOException {
        Manifest manifest;
        try (JarFile launcher = new JarFile(folder.resolve(LAUNCHER).toFile())) {
            manifest = new Manifest(launcher.getManifest());
        }
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MAIN_CLASS, Boot.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, LAUNCHER + " " + attributes.getValue(Attributes.Name.CLASS_PATH));
        manifest.getEntries().clear();
        try (OutputStream file = Files.newOutputStream(folder.resolve("evolua-boot.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.putNextEntry(new ZipEntry(BOOT_CLASS));
            jar.write(bootClass());
        }
    }

    private static byte[] bootClass() throws IOException {
        try (InputStream bytes = Boot.class.getResourceAsStream("/" + BOOT_CLASS)) {
            return Objects.requireNonNull(bytes, BOOT_CLASS).readAllBytes();
        }
    }
}
