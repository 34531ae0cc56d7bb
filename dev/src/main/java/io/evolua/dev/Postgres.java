package io.evolua.dev;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of the project's own. Its data stay in the project and are used again by the next start, also
 * after this program was killed.
 */
final class Postgres implements AutoCloseable {

    private static final String DATABASE = "evolua";
    private static final String USER = "postgres";

    private final Path folder;
    private final Path data;
    private final Path log;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    Postgres(Project project, int port) {
        this.folder = project.state().resolve("postgres");
        this.data = folder.resolve("data");
        this.log = project.log("postgres");
        this.port = port;
    }

    String url() {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + DATABASE;
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    /** The message about a server that ended by itself. */
    DevException ended() {
        return new DevException(
                "PostgreSQL ended by itself." + System.lineSeparator() + "  The end of " + log + ":" + LogTail.of(log));
    }

    /**
     * Ends the server that an earlier run left behind when it was killed.
     *
     * @throws DevException if that server does not end
     */
    void endLeftover() {
        Postmaster.of(data).ifPresent(Postmaster::stop);
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @throws DevException if it does not start; the message has the end of its log
     */
    ProcessHandle start() throws InterruptedException {
        try {
            prepareFolder();
            Path initialised = data.resolve("evolua-initialised");
            if (!Files.exists(initialised)) {
                // What is there was left by a first start that did not come to its end: nobody ever used it.
                Folders.delete(data);
            }
            server = launch();
            if (Thread.interrupted()) {
                // The library takes an interruption for readiness.
                throw new InterruptedException();
            }
            if (!Files.exists(initialised)) {
                createDatabase(server);
                Files.createFile(initialised);
            }
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new DevException(
                    "PostgreSQL does not start: " + e.getMessage() + advice() + System.lineSeparator() + "  The end of "
                            + log + ":" + LogTail.of(log),
                    e);
        }
        return Postmaster.of(data)
                .orElseThrow(() -> new DevException("PostgreSQL ended as soon as it had started; see " + log + "."))
                .process();
    }

    private void prepareFolder() throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            // The library opens the folder of the executables to everybody; nobody else gets as far as that.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path executables = folder.resolve("bin");
        for (Path unpacked : Folders.children(executables)) {
            // Unpacking that was interrupted is never repaired by the library: it keeps what exists.
            if (!Files.exists(unpacked.resolve(".exists"))) {
                Folders.delete(unpacked);
            }
        }
        System.setProperty("ot.epg.working-dir", executables.toString());
        Files.deleteIfExists(log);
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                // The same order of text on every machine, whatever locales it has.
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The library turns it off, and these data are kept.
                .setServerConfig("fsync", "on")
                .start();
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
    }

    private static String advice() {
        return "root".equals(System.getProperty("user.name"))
                ? " (PostgreSQL never runs as root: it needs unprivileged user namespaces here, or a normal user,"
                        + " or DATABASE_URL set to another server.)"
                : "";
    }

    /** Stops the server, also one that is only just starting. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        // Interrupted while it started: the tools that make the data and start the server come to their end first.
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(folder))
                        .isPresent())
                .forEach(process -> Processes.await(process, 30));
        endLeftover();
    }
}
