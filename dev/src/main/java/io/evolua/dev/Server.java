package io.evolua.dev;

import io.evolua.dev.server.Boot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Payara Micro with the service, as a child of this program. */
final class Server implements AutoCloseable {

    private final Project project;
    private final int port;
    private final Path log;
    private final ServerFiles files;
    private @Nullable Process process;

    Server(Project project, int port) {
        this.project = project;
        this.port = port;
        this.log = project.log("server");
        this.files = new ServerFiles(project, log);
    }

    ServerFiles files() {
        return files;
    }

    Path log() {
        return log;
    }

    Process process() {
        return Objects.requireNonNull(process, "boot() comes first");
    }

    /** Begins to boot the server, which goes on by itself. */
    void boot(Environment environment) throws IOException {
        files.clean();
        List<String> command = Java.command();
        if (Files.exists(files.archive())) {
            command.add("-XX:SharedArchiveFile=" + files.archive());
        }
        command.addAll(List.of(
                "-jar",
                files.boot().toString(),
                "--prebootcommandfile",
                files.preBootCommands().toString(),
                "--port",
                Integer.toString(port),
                "--nocluster",
                "--nohazelcast",
                "--disablephonehome"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment.variables());
        process = builder.start();
    }

    /** Lets the server deploy the service as soon as it has booted; the database must be up to date by now. */
    void deploy() {
        // Left open: its end is what ends the server when this program is killed.
        OutputStream commands = process().getOutputStream();
        try {
            commands.write((project.war() + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            // It has ended already, which is seen and told next.
        }
    }

    /**
     * Waits until the service is deployed and says that it is ready.
     *
     * @param patience how long it may be deployed and not ready
     * @throws DevException if it ends, or stays unready; the message has the reason
     */
    void awaitReady(Duration patience, Progress.Step step) throws InterruptedException {
        Path deployed = files.deployed();
        while (!Files.exists(deployed)) {
            pause();
        }
        Health health = new Health(port);
        long end = System.nanoTime() + patience.toNanos();
        for (Health.Answer answer = health.ask(); !answer.up(); answer = health.ask()) {
            step.waiting("is not ready yet: " + answer.reason());
            if (System.nanoTime() > end) {
                throw new DevException("The service runs and is not ready after " + patience.toSeconds() + " s: "
                        + answer.reason() + System.lineSeparator() + "  Its log: " + log);
            }
            pause();
        }
    }

    private void pause() throws InterruptedException {
        if (process().waitFor(50, TimeUnit.MILLISECONDS)) {
            throw ended();
        }
    }

    /** The message about a server that ended by itself. */
    DevException ended() {
        int exit = process().exitValue();
        String what = exit == Boot.NOT_DEPLOYED
                ? "The service could not be deployed."
                : "The server ended by itself (exit code " + exit + ").";
        return new DevException(what + System.lineSeparator() + "  The end of " + log + ":" + LogTail.of(log));
    }

    @Override
    public void close() {
        if (process != null) {
            Processes.end(process.toHandle(), 20);
        }
    }
}
