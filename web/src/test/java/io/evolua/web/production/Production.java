package io.evolua.web.production;

import io.evolua.contract.client.Service;
import io.evolua.web.testing.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A folder as in the image, and the service started in it by the image's own script. */
final class Production implements AutoCloseable {

    private static final Path WAR = Path.of("target", "evolua.war");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int START_SECONDS = 150;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final Map<String, String> environment;
    private final int port;
    private final Process process;

    private Production(String name, Map<String, String> environment, int port, Process process) {
        this.name = name;
        this.environment = Map.copyOf(environment);
        this.port = port;
        this.process = process;
    }

    /** Starts it with more environment variables, and waits until it is ready. */
    static Production start(Map<String, String> environment) throws IOException, InterruptedException {
        Production production = begin("service", environment);
        production.awaitReady();
        return production;
    }

    /** Begins to start one of several instances, each of which has a name. */
    static Production begin(String name, Map<String, String> environment) throws IOException, InterruptedException {
        return begin(name, WAR, environment);
    }

    /** The same with another WAR. */
    static Production begin(String name, Path war, Map<String, String> environment)
            throws IOException, InterruptedException {
        Image.make(name, war);
        return run(name, environment);
    }

    /** Starts what has ended again, in the folder as it was left, as containers are started again. */
    Production again() throws IOException {
        return run(name, environment);
    }

    private static Production run(String name, Map<String, String> environment) throws IOException {
        Path home = Image.home(name);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", home.resolve("web.sh").toString(), "--port", Integer.toString(port))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Image.log(name).toFile());
        builder.environment().put("DATABASE_URL", System.getProperty("evolua.test.database-url"));
        builder.environment().put("SECRET_KEY", Server.SECRET_KEY);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return new Production(name, environment, port, builder.start());
    }

    /** Waits until it is ready. */
    void awaitReady() throws InterruptedException, IOException {
        await("ready", () -> status("/health/ready") == 200);
    }

    /** Waits until it answers, ready or not. */
    void awaitDeployed() throws InterruptedException, IOException {
        await("deployed", () -> status("/health/live") == 200);
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError(name + " is not " + what + ": " + Files.readString(Image.log(name)));
            }
            Thread.sleep(200);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client of this instance alone. */
    Service service() {
        return Service.at(uri());
    }

    /** Its name. */
    String name() {
        return name;
    }

    /** The status of a GET, or 0 if nobody answers. */
    int status(String path) {
        try {
            return get(path).statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        try {
            return http.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A POST that is under way. */
    CompletableFuture<HttpResponse<String>> post(String path, String json) {
        return http.sendAsync(
                request(path, "Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri().resolve(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    /** Everything that the process wrote. */
    List<String> log() throws IOException {
        return Files.readAllLines(Image.log(name));
    }

    /** Asks the process to end (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** Its exit code. */
    int awaitEnd(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s");
        }
        return process.exitValue();
    }

    /** Ends it at once, with all that it was about to do (SIGKILL). */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
