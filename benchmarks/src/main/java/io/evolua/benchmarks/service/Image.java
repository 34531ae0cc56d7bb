package io.evolua.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code docker/web.Dockerfile} makes, in a folder: the unpacked server, its class-data archive, the WAR, and the script that
 * starts them. So what is measured is what is shipped, but for the address, which is loopback.
 */
final class Image {

    private static final String LOOPBACK =
            "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                    + ".address=127.0.0.1\n";

    private final Path home;
    private final Path java;

    private Image(Path home, Path java) {
        this.home = home;
        this.java = java;
    }

    /**
     * Makes it.
     *
     * @param project the project's root, packaged
     * @param home a folder that does not exist
     * @param javaHome the Java that runs it
     */
    static Image build(Path project, Path home, Path javaHome) throws IOException, InterruptedException {
        Files.createDirectories(home);
        for (String file : List.of(
                "docker/web.sh",
                "docker/logging-json.properties",
                "docker/preboot.asadmin",
                "web/target/evolua.war",
                "web/target/payara-micro.jar")) {
            Path source = project.resolve(file);
            if (Files.notExists(source)) {
                throw new IllegalStateException("There is no " + source + ". Package the project first.");
            }
            Files.copy(source, home.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                home.resolve("preboot.asadmin"), Files.readString(home.resolve("preboot.asadmin")) + LOOPBACK);
        Image image = new Image(home, javaHome.resolve("bin"));
        image.run(
                "-jar", "payara-micro.jar", "--nocluster", "--nohazelcast", "--rootdir", "server", "--outputlauncher");
        image.run(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-XX:ArchiveClassesAtExit=evolua.jsa",
                "-jar",
                "server/launch-micro.jar",
                "--nocluster",
                "--nohazelcast",
                "--disablephonehome",
                "--prebootcommandfile",
                "preboot.asadmin",
                "--warmup");
        return image;
    }

    private void run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.resolve("java").toString()));
        command.addAll(List.of(args));
        Path log = home.resolve("build.log");
        int exit = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("exit code " + exit + " of " + command + "\n" + Files.readString(log));
        }
    }

    /** Starts the service by the image's own script. */
    Program start(String name, Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("PATH", java + ":" + System.getenv("PATH"));
        variables.put("EVOLUA_DRAIN_SECONDS", "0");
        int port = Program.freePort();
        return Program.start(
                name, home, List.of("sh", "web.sh", "--port", Integer.toString(port)), variables, port, "/");
    }
}
