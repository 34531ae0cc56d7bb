package io.evolua.web.glassfish;

import io.evolua.contract.client.Service;
import io.evolua.web.testing.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** GlassFish as {@code docker/glassfish} starts it, in the folder that the build has unpacked it to. */
final class GlassFish {

    private static final Path HOME = Path.of("target", "glassfish").toAbsolutePath();
    private static final Path LOG = HOME.resolve("service.log");
    private static final int START_SECONDS = 300;
    private static final int STOP_SECONDS = 30;
    private static final int TAIL = 200;

    /** The settings with which the tests expect the service to run, here from the environment. */
    private static final Map<String, String> SETTINGS = Map.of(
            "EVOLUA_CORS_ORIGINS", "https://friend.example",
            "EVOLUA_HSTS_SECONDS", "31536000",
            "EVOLUA_ASYNC_POOL_SIZE", "4",
            "EVOLUA_ASYNC_QUEUE", "8",
            "EVOLUA_ASYNC_TIMEOUT_MILLIS", "4000",
            "EVOLUA_DRAIN_SECONDS", "0",
            "JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");

    private final Process process;

    private GlassFish(Process process) {
        this.process = process;
    }

    /** Starts it for the database that is prepared, and waits until it is ready. */
    static GlassFish start() throws IOException, InterruptedException {
        for (String file : List.of("server.sh", "domain.xml", "logging.properties")) {
            Files.copy(
                    Path.of("..", "docker", "glassfish", file),
                    HOME.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.copy(Path.of("target", "evolua.war"), HOME.resolve("evolua.war"), StandardCopyOption.REPLACE_EXISTING);
        URI service = URI.create(System.getProperty(Service.PROPERTY));
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", HOME.resolve("server.sh").toString())
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment().put("EVOLUA_HTTP_ADDRESS", service.getHost());
        builder.environment().put("EVOLUA_HTTP_PORT", Integer.toString(service.getPort()));
        builder.environment().put("DATABASE_URL", System.getProperty("evolua.test.database-url"));
        builder.environment().put("SECRET_KEY", Server.SECRET_KEY);
        GlassFish server = new GlassFish(builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
        server.awaitReady(service.resolve("/health/ready"));
        return server;
    }

    private void awaitReady(URI ready) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(http, ready)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                printLog();
                stop();
                throw new AssertionError("GlassFish did not start the service; its log is printed");
            }
            Thread.sleep(200);
        }
    }

    private static boolean answers(HttpClient http, URI ready) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Prints the end of the server's log. */
    static void printLog() throws IOException {
        List<String> lines = Files.readAllLines(LOG);
        System.err.println("---- the end of " + LOG);
        lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).forEach(System.err::println);
    }

    /** Ends the process. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
