package io.evolua.web.production;

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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A folder as in the image, and the service started in it by the image's own script. */
final class Production implements AutoCloseable {

    private static final Path HOME = Path.of("target", "production").toAbsolutePath();
    private static final Path LOG = HOME.resolve("service.log");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int START_SECONDS = 150;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Process process;

    private Production(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it with more environment variables, and waits until it is ready. */
    static Production start(Map<String, String> environment) throws IOException, InterruptedException {
        unpack();
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", HOME.resolve("web.sh").toString(), "--port", Integer.toString(port))
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment().put("DATABASE_URL", System.getProperty("evolua.test.database-url"));
        builder.environment().put("SECRET_KEY", Server.SECRET_KEY);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        Production production = new Production(port, builder.start());
        production.awaitReady();
        return production;
    }

    private static void unpack() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        if (Files.notExists(HOME.resolve("server/launch-micro.jar"))) {
            Process unpacking = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            System.getProperty("payara.micro.jar"),
                            "--nocluster",
                            "--nohazelcast",
                            "--rootdir",
                            HOME.resolve("server").toString(),
                            "--outputlauncher")
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            if (unpacking.waitFor() != 0) {
                throw new AssertionError("Payara Micro could not be unpacked: " + Files.readString(LOG));
            }
            Files.copy(domain("domain.xml"), domain("pristine.xml"));
        }
        // An image is the same at each start.
        Files.copy(domain("pristine.xml"), domain("domain.xml"), StandardCopyOption.REPLACE_EXISTING);
        for (String file : List.of("web.sh", "logging-json.properties")) {
            Files.copy(Path.of("..", "docker", file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.copy(
                Path.of(System.getProperty("evolua.test.preboot")),
                HOME.resolve("preboot.asadmin"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of("target", "evolua.war"), HOME.resolve("evolua.war"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path domain(String file) {
        return HOME.resolve("server").resolve("config").resolve(file);
    }

    private void awaitReady() throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (status("/health/ready") != 200) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError("not ready: " + Files.readString(LOG));
            }
            Thread.sleep(200);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
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
        return Files.readAllLines(LOG);
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
