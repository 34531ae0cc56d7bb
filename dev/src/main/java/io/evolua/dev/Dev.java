package io.evolua.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One run: everything started in the order it needs, and stopped in the reverse order, however the run ends. */
final class Dev {

    private final Project project;
    private final Options options;
    private final Environment environment;
    private final Progress progress;

    Dev(Project project, Options options, Environment environment, Progress progress) {
        this.project = project;
        this.options = options;
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Runs until it is interrupted.
     *
     * @throws InterruptedException when that happened; everything is stopped by then
     * @throws DevException when something did not start, or ended by itself; everything else is stopped by then
     */
    @SuppressWarnings("try") // the lock only has to be held
    void run() throws IOException, InterruptedException {
        project.check();
        try (RunLock lock = RunLock.take(project, options.port());
                Postgres postgres =
                        environment.databaseUrl().isPresent() ? null : new Postgres(project, databasePort());
                Server server = new Server(project, options.port())) {
            try {
                checkPorts(postgres);
                serve(postgres, server);
            } finally {
                // What is interrupted is the work, not the clearing up that follows.
                Thread.interrupted();
                Files.deleteIfExists(project.databaseUrl());
            }
        }
    }

    private int databasePort() {
        return options.databasePort() == 0 ? Ports.free() : options.databasePort();
    }

    private void checkPorts(@Nullable Postgres postgres) {
        if (postgres != null) {
            postgres.endLeftover();
            Ports.requireFree(postgres.port(), "--database-port");
        }
        Ports.requireFree(options.port(), "--port");
    }

    private void serve(@Nullable Postgres postgres, Server server) throws IOException, InterruptedException {
        makeServerFiles(server.files());
        Environment settings = postgres == null ? environment : environment.withDatabaseUrl(postgres.url());

        // The server boots while the database starts and is migrated; only the deployment waits for both.
        Progress.Step boot = progress.step("Server", "boots");
        server.boot(settings.withSecretKey());
        CompletableFuture<ProcessHandle> databaseEnds = startDatabase(postgres, settings);
        migrate(settings);
        server.deploy();
        server.awaitReady(options.patience(), boot);
        boot.done("ready");
        tellHowToUse(postgres, server);

        if (!Files.exists(server.files().archive())) {
            ClassArchive.makeSoon(server.process(), server.files());
        }
        awaitAnEnd(postgres, databaseEnds, server);
    }

    private void makeServerFiles(ServerFiles files) throws IOException, InterruptedException {
        if (!files.upToDate()) {
            Progress.Step step = progress.step("Server", "is unpacked, once");
            files.make();
            step.done("unpacked to " + project.display(files.folder()));
        }
    }

    private CompletableFuture<ProcessHandle> startDatabase(@Nullable Postgres postgres, Environment settings)
            throws IOException, InterruptedException {
        if (postgres == null) {
            String url = settings.databaseUrl().orElseThrow();
            progress.step("Database", "from DATABASE_URL: " + Environment.withoutPassword(url));
            return new CompletableFuture<>();
        }
        Progress.Step step = progress.step("PostgreSQL", "starts");
        ProcessHandle process = postgres.start();
        Files.writeString(project.databaseUrl(), postgres.url() + "\n");
        step.done("on 127.0.0.1:" + postgres.port() + ", data in " + project.display(postgres.folder()));
        return process.onExit();
    }

    private void migrate(Environment settings) throws IOException, InterruptedException {
        Progress.Step step = progress.step("Migrations", "upgrade head");
        List<String> said = new Migration(project).run(settings);
        step.done("up to date");
        said.stream().filter(line -> !line.isBlank()).forEach(line -> progress.line("             " + line));
    }

    private void tellHowToUse(@Nullable Postgres postgres, Server server) {
        String service = "http://127.0.0.1:" + options.port() + "/";
        progress.line("");
        progress.line("Service      " + service);
        progress.line("Readiness    " + service + "health/ready");
        if (postgres != null) {
            progress.line("Database     " + postgres.url());
        }
        progress.line("Logs         " + project.display(server.log()));
        progress.line("");
        progress.line("Try          curl -H 'Content-Type: application/json' -d '{\"username\":\"ana\","
                + "\"email\":\"ana@example.com\",\"password\":\"secret\"}' " + service + "users/");
        progress.line("             curl -d 'username=ana@example.com&password=secret' " + service + "auth/token");
        progress.line("Stop         Ctrl-C");
    }

    private void awaitAnEnd(@Nullable Postgres postgres, CompletableFuture<ProcessHandle> databaseEnds, Server server)
            throws InterruptedException {
        try {
            CompletableFuture.anyOf(server.process().onExit(), databaseEnds).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the end of the server or the database", e);
        }
        if (postgres != null && databaseEnds.isDone()) {
            throw postgres.ended();
        }
        throw server.ended();
    }
}
